import { resourcesOf, type Template } from '../template/resource.ts';

/** How much a stack consists of. */
export interface StackSize {
  readonly stack: string;
  readonly resources: number;
  /** Without `AWS::`, the most frequent first */
  readonly types: Readonly<Record<string, number>>;
}

export const stackSizes = (templates: readonly Template[]): StackSize[] =>
  templates.map((template) => {
    const resources = resourcesOf([template]);
    const counts = Map.groupBy(resources, ({ type }) => type.replace(/^AWS::/, ''));
    const types = [...counts].map(([type, { length }]) => [type, length] as const).toSorted((a, b) => b[1] - a[1]);
    return { stack: template.stack, resources: resources.length, types: Object.fromEntries(types) };
  });

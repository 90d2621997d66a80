import type { z } from 'zod';
import { contextValues } from './context-values.ts';

/** Quotes each wrong context value, says what is wanted instead and how to give it. */
export class ContextError extends Error {
  constructor(given: Record<string, unknown>, unknown: readonly string[], error: z.ZodError | undefined) {
    const wrong = new Set(error?.issues.map(({ path }) => String(path[0])));
    const lines = [...[...wrong].map((name) => wrongValue(name, given[name])), ...unknown.map(unknownName)];
    super(`The context of the deployment is wrong:\n${lines.map((line) => `- ${line}`).join('\n')}`);
    this.name = 'ContextError';
  }
}

const wrongValue = (name: string, value: unknown): string =>
  `${name} is ${JSON.stringify(value)}, but must be ${wantedOf(name)}: correct \`-c ${name}=…\`, or "${name}" in cdk.json`;

const unknownName = (name: string): string =>
  `${name} is no context value of ARES: leave it out, or take one of ${Object.keys(contextValues.shape).join(', ')}`;

function wantedOf(name: string): string {
  const value = contextValues.shape[name as keyof typeof contextValues.shape];
  return String(metaOf(value).wanted);
}

/** A default or `optional` wraps the schema that says what is wanted. */
function metaOf(value: z.ZodType): Record<string, unknown> {
  const { def } = value as unknown as { def: { innerType?: z.ZodType } };
  return { ...(def.innerType ? metaOf(def.innerType) : {}), ...value.meta() };
}

import type { Adaptation } from './adaptations.ts';
import { isRecord, type Resource, type Template } from './template.ts';
import { withAttributes } from './with-attributes.ts';
import { withoutReferences } from './without-references.ts';

export interface Adapted {
  readonly template: Template;
  /** Each adaptation that was needed, with the resources that it was needed for. */
  readonly used: ReadonlyMap<Adaptation, readonly string[]>;
}

/** The template as the emulator takes it. */
export function adaptTemplate(original: Template, adaptations: readonly Adaptation[]): Adapted {
  const used = new Map<Adaptation, string[]>();
  const onUse = (by: Adaptation, id: string): void => void used.set(by, [...(used.get(by) ?? []), id]);
  const template = withAttributes(original, adaptations, onUse);
  const gone = new Set<string>();
  const kept: [string, Resource][] = [];
  for (const [id, resource] of Object.entries(template.Resources ?? {})) {
    const adapted = adaptResource(resource, adaptations, (by) => onUse(by, id));
    if (adapted) kept.push([id, adapted]);
    else gone.add(id);
  }
  const rest = withoutReferences({ Resources: Object.fromEntries(kept), Outputs: template.Outputs ?? {} }, gone);
  const { Resources, Outputs } = rest as Pick<Template, 'Resources' | 'Outputs'>;
  const independent = Object.entries(Resources ?? {}).map(([id, resource]) => [
    id,
    withoutDependencies(resource, gone),
  ]);
  const outputs = Object.entries(Outputs ?? {}).filter(([, output]) => isRecord(output) && output.Value !== undefined);
  return {
    template: { ...template, Resources: Object.fromEntries(independent), Outputs: Object.fromEntries(outputs) },
    used,
  };
}

function adaptResource(
  resource: Resource,
  adaptations: readonly Adaptation[],
  onUse: (by: Adaptation) => void,
): Resource | undefined {
  let adapted = resource;
  for (const adaptation of adaptations) {
    if (adaptation.type !== resource.Type || !('change' in adaptation)) continue;
    if (adaptation.change === 'left out') {
      onUse(adaptation);
      return undefined;
    }
    const before = adapted.Properties ?? {};
    const after = adaptation.change(before);
    if (after === 'left out' || JSON.stringify(after) !== JSON.stringify(before)) onUse(adaptation);
    if (after === 'left out') return undefined;
    adapted = { ...adapted, Properties: after };
  }
  return adapted;
}

function withoutDependencies({ DependsOn, ...resource }: Resource, gone: ReadonlySet<string>): Resource {
  const left = [DependsOn ?? []].flat().filter((id) => !gone.has(id));
  return (left.length > 0 ? { ...resource, DependsOn: left } : resource) as Resource;
}

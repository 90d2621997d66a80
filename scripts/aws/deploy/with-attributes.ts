import type { Adaptation, AttributeAdaptation } from './adaptations.ts';
import { isRecord, type Template } from './template.ts';

/** The template with each attribute that the emulator lacks replaced by what it would be. */
export function withAttributes(
  template: Template,
  adaptations: readonly Adaptation[],
  onUse: (by: Adaptation, id: string) => void,
): Template {
  const missing = adaptations.filter((adaptation): adaptation is AttributeAdaptation => 'attribute' in adaptation);
  const replacement = (reference: unknown): unknown => {
    const [id = '', ...path] = (Array.isArray(reference) ? reference : String(reference).split('.')).map(String);
    const type = template.Resources?.[id]?.Type;
    const found = missing.find((adaptation) => adaptation.type === type && adaptation.attribute === path.join('.'));
    if (found) onUse(found, id);
    return found?.instead(id);
  };
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (!isRecord(value)) return value;
    const instead = 'Fn::GetAtt' in value ? replacement(value['Fn::GetAtt']) : undefined;
    return instead ?? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, replaced(entry)]));
  };
  return replaced(template) as Template;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

interface InputTransformer {
  readonly InputPathsMap: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

/** The message that EventBridge makes of an event: a placeholder in the place of a value becomes that value as JSON. */
export function transformed({ InputPathsMap, InputTemplate }: InputTransformer, event: Json): unknown {
  const body = InputTemplate.replace(/<([^>]+)>/g, (_, name: string) => JSON.stringify(at(event, InputPathsMap[name])));
  return JSON.parse(body);
}

const at = (event: Json, path = ''): Json | undefined =>
  path
    .split('.')
    .slice(1)
    .reduce<Json | undefined>((value, name) => (value as Record<string, Json> | undefined)?.[name], event);

/** Whether a rule's pattern takes an event; knows the operators that the rules here use. */
export function matches(pattern: Json, event: Json | undefined): boolean {
  if (Array.isArray(event)) return event.some((each) => matches(pattern, each));
  if (Array.isArray(pattern)) return pattern.some((wanted) => fits(wanted, event));
  return Object.entries(pattern as Record<string, Json>).every(([name, inner]) =>
    matches(inner, (event as Record<string, Json> | undefined)?.[name]),
  );
}

function fits(wanted: Json, value: Json | undefined): boolean {
  if (wanted === null || typeof wanted !== 'object') return wanted === value;
  const [operator, operand] = Object.entries(wanted)[0] ?? [];
  if (operator === 'exists') return (value !== undefined) === operand;
  if (operator !== 'anything-but') throw new Error(`unknown operator ${operator}`);
  if (Array.isArray(operand)) return value !== undefined && !operand.includes(value);
  return !String(value).startsWith(String((operand as { prefix: string }).prefix));
}

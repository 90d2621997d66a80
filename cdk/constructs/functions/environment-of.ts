import type { z } from 'zod';

/**
 * Environment of a function from the schema that the function itself reads it with: a variable that is missing here
 * does not compile. Values may be CDK tokens, so that the schema checks them at the function's cold start only.
 */
export function environmentOf<Schema extends z.ZodObject>(
  schema: Schema,
  values: z.input<Schema>,
): Record<string, string> {
  const named: Record<string, unknown> = values;
  const given = Object.keys(schema.shape).filter((name) => named[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, String(named[name])]));
}

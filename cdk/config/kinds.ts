import { z } from 'zod';

/** Values arrive as text by `-c name=value` and as JSON from cdk.json: both forms are read. */

export const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .meta({ wanted: 'true or false' });

export const wholeNumber = (min: number, max: number) =>
  z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .pipe(z.number().int().min(min).max(max))
    .meta({ wanted: `a whole number from ${min} to ${max}` });

export const matching = (pattern: RegExp, wanted: string) => z.string().regex(pattern).meta({ wanted });

export const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values).meta({ wanted: values.join(' or ') });

export const oneOfNumbers = (values: readonly number[]) =>
  z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .refine((value) => values.includes(value))
    .meta({ wanted: `one of ${values.join(', ')}` });

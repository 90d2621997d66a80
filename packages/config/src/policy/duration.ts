import * as z from 'zod';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const pattern = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/;

/** `10s`, `4h`, `1.5m` in milliseconds; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = pattern.exec(text) ?? [];
  const factor = unit === undefined ? undefined : unitMs[unit];
  return factor === undefined ? undefined : Math.round(Number(amount) * factor);
}

const msOf = (text: string): number => {
  const ms = parseDuration(text);
  if (ms === undefined) throw new RangeError(`"${text}" is not a duration`);
  return ms;
};

/**
 * A span of time as people write it, in milliseconds once parsed.
 * @param min shortest allowed, as the same kind of text
 * @param max longest allowed
 */
export const duration = (min: string, max: string, description: string) =>
  z
    .string({ error: 'a duration is text with its unit, such as 10s, 5m or 4h' })
    .regex(pattern, { error: 'not a duration: write a number and its unit, such as 10s, 5m or 4h', abort: true })
    .meta({ description: `${description} From ${min} to ${max}.` })
    .transform(msOf)
    .refine((ms) => ms >= msOf(min) && ms <= msOf(max), { error: `outside ${min} to ${max}` });

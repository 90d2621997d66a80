import type { Incident, IncidentFilter } from '@ares/core';
import * as z from 'zod';

const WORDS = 'give what `next` of the page before has';

/** Where a page ended. Clients hand it back as it is. */
export const cursorOf = ({ detectedAtMs, id }: Pick<Incident, 'detectedAtMs' | 'id'>): string =>
  Buffer.from(`${detectedAtMs} ${id}`).toString('base64url');

/** Reads what `cursorOf` wrote. */
export const cursorSchema = z
  .string()
  .max(256)
  .transform((text, context): NonNullable<IncidentFilter['before']> => {
    const [, atMs, id] = /^(\d{1,15}) (\S{1,128})$/.exec(Buffer.from(text, 'base64url').toString('utf8')) ?? [];
    if (atMs !== undefined && id !== undefined) return { detectedAtMs: Number(atMs), id };
    context.issues.push({ code: 'custom', message: WORDS, input: text });
    return z.NEVER;
  });

import type { z } from 'zod';
import { ProblemError } from '../http/problem.ts';

const cursorLengthMax = 512;

/** Opaque to clients: base64url of JSON. It is not signed, so whatever is decoded is validated and never trusted. */
export const encodeCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws ProblemError 400 naming `cursor` if it was not made by `encodeCursor` for the same schema */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> {
  const result = schema.safeParse(parsed(cursor));
  if (result.success) return result.data;
  throw new ProblemError(400, 'validation', "The request's cursor is not valid: use nextCursor of the page before.", {
    errors: [{ field: 'cursor', message: 'not a cursor of this list and sort order' }],
  });
}

function parsed(cursor: string): unknown {
  if (cursor.length > cursorLengthMax) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

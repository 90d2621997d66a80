import * as z from 'zod';

/** Why somebody changes something, on one line. */
export const reasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}*$/u, 'no control characters');

import { AresError } from '@ares/core';
import type { z } from 'zod';

/**
 * The variables that a function needs, read once a cold start.
 * @throws AresError CONFIG_INVALID with the names of what is missing or bad; values may be secret and are not told
 */
export function environment<S extends z.ZodType>(schema: S, variables: NodeJS.ProcessEnv = process.env): z.output<S> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const bad = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AresError('CONFIG_INVALID', `environment of the function, set by the CDK app: ${bad.join('; ')}`);
}

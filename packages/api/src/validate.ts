import { zValidator } from '@hono/zod-validator';
import type { ValidationTargets } from 'hono';
import type { z } from 'zod';
import { ApiProblem } from './problem.ts';

/** Checks a part of the request. @throws ApiProblem BAD_REQUEST that names each bad field */
export const validate = <S extends z.ZodType, T extends keyof ValidationTargets>(target: T, schema: S) =>
  zValidator(target, schema, (result) => {
    if (result.success) return;
    const bad = result.error.issues.map(({ path, message }) => `${path.join('.') || target}: ${message}`);
    throw new ApiProblem('BAD_REQUEST', bad.join('; '));
  });

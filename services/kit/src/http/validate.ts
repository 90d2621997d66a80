import { zValidator } from '@hono/zod-validator';
import type { ValidationTargets } from 'hono';
import type { z } from 'zod';
import { type FieldError, ProblemError } from './problem.ts';

/** Validates a part of the request; a bad one is answered with 400 and the names of its bad fields. */
export const validate = <S extends z.ZodType, T extends keyof ValidationTargets>(target: T, schema: S) =>
  zValidator(target, schema, (result) => {
    if (!result.success) throw invalid(target, result.error.issues);
  });

/** Validates a value that was taken from the request by hand; answered as `validate` does. */
export function parseRequest<S extends z.ZodType>(target: string, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(target, result.error.issues);
}

function invalid(target: string, issues: readonly z.core.$ZodIssue[]): ProblemError {
  const errors: FieldError[] = issues.map((issue) => ({ field: fieldName(issue.path), message: issue.message }));
  const names = [...new Set(errors.map((e) => e.field || target))].join(', ');
  return new ProblemError(400, 'validation', `The request's ${target} is not valid: ${names}.`, { errors });
}

/** `['items', 0, 'quantity']` → `items[0].quantity` */
export const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');

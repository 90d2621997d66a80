import type { z } from 'zod';
import { contextValues } from './context-values.ts';

/** What people are told of a context value. */
interface Facts {
  readonly about: string;
  readonly wanted: string;
  /** Absent where nothing is the default */
  readonly preset?: unknown;
}

export const contextNames = Object.keys(contextValues.shape);

/** @throws Error for a name that is no context value, or a value that somebody forgot to describe */
export function factsOf(name: string): Facts {
  const value = contextValues.shape[name as keyof typeof contextValues.shape];
  const { about, wanted } = metaOf(value);
  if (typeof about !== 'string' || typeof wanted !== 'string') throw new Error(`${name} is not described`);
  return { about, wanted, preset: value.parse(undefined) };
}

/** A default or `optional` wraps the schema that says what is wanted. */
function metaOf(value: z.ZodType): Record<string, unknown> {
  const { innerType } = value.def as { readonly innerType?: z.ZodType };
  return { ...(innerType ? metaOf(innerType) : {}), ...value.meta() };
}

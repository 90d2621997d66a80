import { AresError } from '@ares/core';
import type { ParameterSpec } from './document.ts';

/**
 * Checks values as SSM does before it sends a command, and adds the defaults.
 * @throws AresError COMMAND_REJECTED naming every parameter that is unknown, missing or not allowed
 */
export function resolveParameters(
  specs: Readonly<Record<string, ParameterSpec>>,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(specs, name));
  const resolved = Object.entries(specs).map(([name, spec]) => ({ name, spec, value: values[name] ?? spec.default }));
  const problems = [
    ...unknown.map((name) => `${name} is not a parameter of the document`),
    ...resolved.flatMap(({ name, spec, value }) => problemOf(name, spec, value)),
  ];
  if (problems.length > 0) throw new AresError('COMMAND_REJECTED', problems.join('; '));
  return Object.fromEntries(resolved.map(({ name, value }) => [name, value ?? '']));
}

function problemOf(name: string, spec: ParameterSpec, value: unknown): string[] {
  if (value === undefined) return [`${name} is missing`];
  if (typeof value !== 'string') return [`${name} is not a string`];
  if (value.includes('\0')) return [`${name} contains a NUL`];
  if (spec.allowedValues && !spec.allowedValues.includes(value)) {
    return [`${name} is ${quote(value)}, not one of ${spec.allowedValues.join(', ')}`];
  }
  if (spec.allowedPattern !== undefined && !new RegExp(spec.allowedPattern, 'u').test(value)) {
    return [`${name} is ${quote(value)}, which does not match ${spec.allowedPattern}`];
  }
  return [];
}

const QUOTED_CHARS_MAX = 60;
const quote = (value: string) => JSON.stringify(value.slice(0, QUOTED_CHARS_MAX));

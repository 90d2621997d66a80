import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emitPolicyJsonSchema } from './index.ts';

const page = readFileSync(new URL('../../../../docs/policy.md', import.meta.url), 'utf8');

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly default?: unknown;
  readonly description?: string;
}

/** Every key that a person can write, as `a.b`, with its default. */
const keysOf = (schema: Schema, path: readonly string[] = []): readonly (readonly [string, Schema])[] =>
  schema.properties
    ? Object.entries(schema.properties).flatMap(([name, below]) => keysOf(below, [...path, name]))
    : [[path.join('.'), schema]];

const { profiles, services, maintenance, ...file } = (emitPolicyJsonSchema() as Schema).properties ?? {};
const recordOf = (schema: Schema | undefined) => keysOf(schema?.additionalProperties || {});
const isLadder = ([key]: readonly [string, Schema]): boolean => key.startsWith('ladders.');

test.each([...keysOf({ properties: file }), ...recordOf(profiles).filter((key) => !isLadder(key))])(
  '%s stands in docs/policy.md with its default and range',
  (key, { default: value, description = '' }) => {
    const [, from, to] = /From (\S+) to (\S+)\.$/.exec(description) ?? [];
    expect(page).toContain(`| \`${key}\` | ${value} |${from ? ` ${from}–${to} |` : ''}`);
  },
);

test('every symptom of a ladder is named, what a service may override is the same, and windows are explained', () => {
  for (const [key] of recordOf(profiles).filter(isLadder))
    expect(page).toContain(`\`${key.slice('ladders.'.length)}\``);
  expect(recordOf(services).map(([key]) => key)).toEqual(recordOf(profiles).map(([key]) => key));
  expect(maintenance).toBeDefined();
  expect(page).toContain('| `maintenance[]` |');
});

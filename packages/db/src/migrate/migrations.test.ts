import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownVersion, migrationsFolder, SCHEMA_VERSION } from './schema-version.ts';

/** The first migration that declares it, and the column that it is declared in. */
const FIRST = 3;
const declaration = /ALTER TABLE "ares"\."schema_version" ALTER COLUMN "compatible_from" SET DEFAULT (\d+);/g;

const files = readdirSync(migrationsFolder)
  .filter((name) => name.endsWith('.sql'))
  .toSorted();
const declared = files
  .slice(FIRST)
  .map((name) =>
    [...readFileSync(join(migrationsFolder, name), 'utf8').matchAll(declaration)].map(([, n]) => Number(n)),
  );

test('the version that bundles without migrations know is the one of the migrations', () =>
  expect([SCHEMA_VERSION, files.length]).toEqual([knownVersion(), knownVersion()]));

test('row 52: every migration declares once from which version on code may use the store, and never takes it back', () => {
  expect(declared.length).toBeGreaterThan(0);
  let before = FIRST;
  for (const [index, versions] of declared.entries()) {
    expect(versions, files[FIRST + index]).toHaveLength(1);
    const [from = 0] = versions;
    expect(from, files[FIRST + index]).toBeGreaterThanOrEqual(before);
    expect(from, files[FIRST + index]).toBeLessThanOrEqual(FIRST + index + 1);
    before = from;
  }
});

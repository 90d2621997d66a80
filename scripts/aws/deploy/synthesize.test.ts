import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adaptAssembly } from './synthesize.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ares-assembly-'));
  const template = { Resources: { A: { Type: 'X::Y' }, B: { Type: 'X::Y' }, C: { Type: 'X::Z' } } };
  writeFileSync(join(folder, 'stack.template.json'), JSON.stringify(template));
});
afterEach(() => rmSync(folder, { recursive: true }));

const without = (type: string) => ({ type, words: 'left out', reason: 'a test', change: 'left out' }) as const;

test('templates are changed in place, and each change is counted', () => {
  const applied = adaptAssembly({ folder, resources: [] }, [without('X::Y')]);
  expect(applied.map(({ resources }) => resources)).toEqual([2]);
  const { Resources } = JSON.parse(readFileSync(join(folder, 'stack.template.json'), 'utf8'));
  expect(Object.keys(Resources)).toEqual(['C']);
});

test('an adaptation that nothing needs is an error that names it', () => {
  expect(() => adaptAssembly({ folder, resources: [] }, [without('X::Y'), without('Old::One')])).toThrow(
    /take them out of .*adaptations\.ts: Old::One \(left out\)$/,
  );
});

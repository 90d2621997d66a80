import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { originalStack } from './original-stack.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'original-stack-'));
});
afterAll(() => rm(dir, { recursive: true }));

test('the places of a bundle become those of its sources, and others stay', async () => {
  const source = join(dir, 'fails.ts');
  await writeFile(source, '\n\n\nfunction fails(): void {\n  console.log(new Error("no").stack);\n}\nfails();\n');
  const bundle = join(dir, 'main.mjs');
  await build({ entryPoints: [source], outfile: bundle, bundle: true, format: 'esm', sourcemap: 'linked' });
  // In a process of its own: the test runner rewrites stacks itself.
  const stack = await runCommand(process.execPath, [bundle]);
  expect(stack).toContain('main.mjs:');
  expect(originalStack(stack)).toMatch(/fails\.ts:5:\d+/);
  expect(originalStack(stack)).not.toContain('main.mjs:');
  expect(originalStack('at x (file:///nowhere/other.mjs:1:2)')).toBe('at x (file:///nowhere/other.mjs:1:2)');
});

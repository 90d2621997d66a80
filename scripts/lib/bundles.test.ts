import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle, bundleFolders, endBundler } from './bundles.mjs';
import { stateDir } from './root.mjs';
import { run } from './run.mjs';

let folder: string;

beforeEach(() => {
  mkdirSync(stateDir, { recursive: true });
  folder = mkdtempSync(join(stateDir, 'bundle-test-'));
  mkdirSync(join(folder, 'src/db/migrations'), { recursive: true });
  writeFileSync(join(folder, 'src/db/migrations/0000.sql'), 'select 1');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a bundle where no npm package can be found, as in its image. */
async function runElsewhere(main: string) {
  writeFileSync(join(folder, 'src/main.ts'), main);
  await bundle(folder);
  const elsewhere = mkdtempSync(join(tmpdir(), 'bundle-test-'));
  cpSync(join(folder, 'dist'), elsewhere, { recursive: true });
  const result = await run(process.execPath, ['--enable-source-maps', join(elsewhere, 'main.mjs')]);
  rmSync(elsewhere, { recursive: true });
  return result;
}

test('a bundle has its packages inside, CommonJS ones too, and its migrations beside it', async () => {
  const main = `import pg from 'pg';
    import { existsSync } from 'node:fs';
    console.log(typeof pg.Pool, existsSync(new URL('./migrations/0000.sql', import.meta.url)));`;
  expect(await runElsewhere(main)).toEqual({ code: 0, stdout: 'function true\n', stderr: '' });
});

test('a stack trace names the line of the source', async () => {
  const { code, stderr } = await runElsewhere(
    `import 'pg';\n\nconst late: number = 1;\nthrow new Error(String(late));`,
  );
  expect(code).toBe(1);
  expect(stderr).toContain('src/main.ts:4:7');
});

test('what a bundle had before is gone after the next one', async () => {
  await runElsewhere('');
  writeFileSync(join(folder, 'dist/old.txt'), '');
  await bundle(folder);
  expect(existsSync(join(folder, 'dist/old.txt'))).toBe(false);
});

test('the bundler leaves no process behind, and can be used again', async () => {
  await runElsewhere('');
  expect(bundlers()).not.toEqual([]);
  await endBundler();
  await expect.poll(bundlers).toEqual([]);
  expect((await runElsewhere('')).code).toBe(0);
  await endBundler();
});

/** Processes of esbuild that this one has started; a child belongs to the thread that made it. */
const bundlers = () =>
  readdirSync('/proc/self/task')
    .flatMap((thread) => readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' '))
    .filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--service'));

test('only folders with a main.ts are bundled', () => {
  mkdirSync(join(folder, 'services/cart/src'), { recursive: true });
  mkdirSync(join(folder, 'services/kit/src'), { recursive: true });
  writeFileSync(join(folder, 'services/cart/src/main.ts'), '');
  expect(bundleFolders(folder)).toEqual([join(folder, 'services/cart')]);
});

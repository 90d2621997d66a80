import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, expect, test } from 'vitest';
import { AresFunction } from './ares-function.ts';

const BUNDLE_BYTES_MAX = 1_000_000;
const outdir = mkdtempSync(join(tmpdir(), 'ares-bundle-'));
afterAll(() => rmSync(outdir, { recursive: true }));

test('a bundle is one module, with its source map and the folder that it reads beside it', () => {
  const stack = new Stack(new App({ outdir }), 'Test');
  const folder = 'packages/db/migrations';
  new AresFunction(stack, 'Migrator', { name: 'migrator', logRetentionDays: 30, environment: {}, folder });
  const [asset = 'no asset'] = readdirSync(outdir).filter((name) => name.startsWith('asset.'));
  const read = (...path: string[]) => readFileSync(join(outdir, asset, ...path), 'utf8');

  expect(read('index.mjs')).toMatch(/\/\/# sourceMappingURL=index\.mjs\.map\s*$/);
  expect(Buffer.byteLength(read('index.mjs'))).toBeLessThan(BUNDLE_BYTES_MAX);
  expect(JSON.parse(read('index.mjs.map')).sources).toContainEqual(
    expect.stringMatching(/lambdas\/migrator\/handler\.ts$/),
  );
  expect(JSON.parse(read('migrations', 'meta', '_journal.json')).entries.length).toBeGreaterThan(0);
});

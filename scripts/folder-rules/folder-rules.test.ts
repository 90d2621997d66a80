import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkFolders } from './check-folders.ts';
import { folderRules } from './folder-rules.ts';

const manifest = (name: string, exports: Record<string, string> = { '.': './src/index.ts' }) =>
  JSON.stringify({ name, exports });

/** One file for every rule, each importing all that it may. */
const clean: Record<string, string> = {
  'packages/core/package.json': manifest('@ares/core'),
  'packages/core/src/index.ts': `export { at } from './at.ts';\nexport type { Clock } from './at.ts';`,
  'packages/core/src/at.ts': [
    '// Date.now() and process.env are only named here',
    'export interface Clock { fetch: () => number; process: number }',
    'export const at = (clock: Clock, setTimeout: number) => clock.fetch() + clock.process + setTimeout;',
    'export const text = (ms: number) => new Date(ms).toISOString();',
  ].join('\n'),
  'packages/core/src/at.test.ts': `import { test } from 'vitest';\nimport 'fast-check';\nimport 'node:fs';\nimport '@ares/simulator';\ntest(String(Date.now()), () => {});`,
  'packages/config/package.json': manifest('@ares/config'),
  'packages/config/src/index.ts': `import '@ares/core';\nimport 'zod';\nimport 'yaml';`,
  'packages/db/package.json': manifest('@ares/db'),
  'packages/db/src/index.ts': `import 'drizzle-orm/pg-core';\nimport 'pg';`,
  'packages/adapters/package.json': manifest('@ares/adapters', { './docker': './src/docker/index.ts' }),
  'packages/adapters/src/http/get.ts': `import '@ares/core';\nimport 'node:http';`,
  'packages/adapters/src/docker/index.ts': `import '../http/get.ts';\nimport '@ares/core';\nimport 'dockerode';\nimport 'zod';`,
  'packages/adapters/src/postgres/index.ts': `import '@ares/db';\nimport 'pg';\nimport './pool.ts';`,
  'packages/adapters/src/postgres/pool.ts': 'export {};',
  'packages/simulator/package.json': manifest('@ares/simulator'),
  'packages/simulator/src/index.ts': `import '@ares/core';\nimport '@ares/config';`,
  'packages/host-agent/src/main.ts': `import '@ares/core';\nimport '@ares/adapters/docker';\nimport 'hono';`,
  'packages/cli/src/main.ts': `import '@ares/adapters/docker';\nimport '@ares/core';\nimport 'commander';`,
  'services/kit/package.json': manifest('@shop/kit'),
  'services/kit/src/index.ts': `import 'pino';`,
  'services/cart/src/main.ts': `import '@shop/kit';\nimport 'hono';\nawait import('./cart.ts');`,
  'services/cart/src/cart.ts': 'export {};',
  'services/order/package.json': manifest('@shop/order'),
  'services/order/src/index.ts': 'export {};',
};

/** A path, what is planted at its line 2, and the word that the report must name. */
const planted: readonly (readonly [file: string, violation: string, named: string])[] = [
  ['packages/core/src/bad.ts', `import 'zod';`, 'zod'],
  ['packages/core/src/bad.ts', `import type { Pool } from 'pg';`, 'pg'],
  ['packages/core/src/bad.ts', `export type { Policy } from '@ares/config';`, '@ares/config'],
  ['packages/core/src/bad.ts', `export * from '../../db/src/index.ts';`, '../../db/src/index.ts'],
  ['packages/core/src/bad.ts', `import { readFileSync } from 'node:fs';`, 'node:fs'],
  ['packages/core/src/bad.ts', `import fs from 'fs';`, 'fs'],
  ['packages/core/src/bad.ts', `await import('os');`, 'os'],
  ['packages/core/src/bad.ts', 'export const now = () => Date.now();', 'Date.now'],
  ['packages/core/src/bad.ts', 'export const now = () => new Date();', 'new Date()'],
  ['packages/core/src/bad.ts', 'export const any = Math.random;', 'Math.random'],
  ['packages/core/src/bad.ts', 'export const home = process.env.HOME;', 'process'],
  ['packages/core/src/bad.ts', 'setTimeout(() => {}, 1);', 'setTimeout'],
  ['packages/core/src/bad.ts', `await fetch('http://127.0.0.1');`, 'fetch'],
  ['packages/core/src/bad.test.ts', `import '@ares/config';`, '@ares/config'],
  ['packages/config/src/bad.ts', `import 'pg';`, 'pg'],
  ['packages/config/src/bad.ts', `import '@ares/db';`, '@ares/db'],
  ['packages/db/src/bad.ts', `import '@ares/core';`, '@ares/core'],
  ['packages/db/src/bad.ts', `import 'zod';`, 'zod'],
  ['packages/core/src/bad.ts', `import '@ares/simulator';`, '@ares/simulator'],
  ['packages/adapters/src/http/bad.ts', `import '../docker/index.ts';`, '../docker/index.ts'],
  ['packages/adapters/src/docker/bad.ts', `import '../postgres/index.ts';`, '../postgres/index.ts'],
  ['packages/adapters/src/docker/bad.ts', `import 'pg';`, 'pg'],
  ['packages/adapters/src/postgres/bad.ts', `import '@ares/adapters/docker';`, '@ares/adapters/docker'],
  ['packages/adapters/src/postgres/bad.ts', `import 'dockerode';`, 'dockerode'],
  ['packages/adapters/src/host-agent/bad.ts', `import 'dockerode';`, 'dockerode'],
  ['packages/adapters/src/aws/bad.ts', `import '@aws-sdk/client-ec2';`, '@aws-sdk/client-ec2'],
  ['packages/adapters/src/aws/ec2/bad.ts', `import '@aws-sdk/client-ssm';`, '@aws-sdk/client-ssm'],
  ['packages/adapters/src/notify/bad.ts', `import '../aws/index.ts';`, '../aws/index.ts'],
  ['packages/adapters/src/augurs/bad.ts', `import 'ml-isolation-forest';`, 'ml-isolation-forest'],
  ['packages/adapters/src/isolation-forest/bad.ts', `import '@bsull/augurs';`, '@bsull/augurs'],
  ['lambdas/tick/bad.ts', `import '../../cdk/app.ts';`, '../../cdk/app.ts'],
  ['cdk/bad.ts', `import '../packages/core/src/index.ts';`, '../packages/core/src/index.ts'],
  ['packages/adapters/src/prometheus/bad.ts', `import 'pg';`, 'pg'],
  ['packages/adapters/src/local-runner/bad.ts', `import '../docker/index.ts';`, '../docker/index.ts'],
  ['packages/simulator/src/bad.ts', `import '@ares/adapters/docker';`, '@ares/adapters/docker'],
  ['packages/simulator/src/bad.ts', `import 'node:fs';`, 'node:fs'],
  ['packages/host-agent/src/bad.ts', `import '@ares/db';`, '@ares/db'],
  ['services/cart/src/bad.test.ts', `import '@ares/simulator';`, '@ares/simulator'],
  ['packages/api/src/bad.ts', `import 'pg';`, 'pg'],
  ['packages/api/src/bad.ts', `import '@ares/db';`, '@ares/db'],
  ['packages/cli/src/bad.ts', `import '@shop/kit';`, '@shop/kit'],
  ['services/kit/src/bad.ts', `import '@shop/order';`, '@shop/order'],
  ['services/cart/src/bad.ts', `import '@ares/core';`, '@ares/core'],
  ['services/cart/src/bad.ts', `import '../../order/src/index.ts';`, '../../order/src/index.ts'],
  ['services/cart/src/bad.ts', `import '@shop/order';`, '@shop/order'],
  ['packages/adapters/src/unruled/bad.ts', 'export {};', 'no folder rule'],
];

let root: string;

const write = (files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'folder-rules-'));
  write(clean);
});

afterEach(() => rmSync(root, { recursive: true }));

test('a clean tree has no violation', async () => {
  expect(await checkFolders(root)).toEqual([]);
});

test.each(planted)('%s may not hold `%s`', async (file, violation, named) => {
  write({ [file]: `const one = 1;\n${violation}\nexport { one };` });
  const found = await checkFolders(root);
  expect(found).toEqual([expect.objectContaining({ file, problem: expect.stringContaining(named) })]);
  expect(found[0]?.line).toBe(named === 'no folder rule' ? 1 : 2);
});

test('every rule has a planted violation', () => {
  const unplanted = folderRules.filter(({ folder }) => {
    const pattern = new RegExp(`^${folder.replace('*', '(?!kit/)[^/]+')}/`);
    return !planted.some(([file]) => pattern.test(file));
  });
  expect(unplanted).toEqual([]);
});

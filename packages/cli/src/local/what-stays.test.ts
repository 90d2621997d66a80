import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stayLines, whatStays } from './what-stays.ts';

test('what stays is named, and the command removes that and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), "ares stays isn't "));
  const home = join(folder, 'home');
  const stateDir = join(folder, 'state');
  for (const dir of [home, join(stateDir, 'ledger'), join(stateDir, 'knowledge')]) mkdirSync(dir, { recursive: true });
  for (const file of ['ares.log', 'shop.env', 'somebody-s.txt']) writeFileSync(join(home, file), '');
  const { files } = await whatStays(home, stateDir, 'no-such-project');
  expect(files).toEqual(['shop.env', 'ares.log'].map((name) => join(home, name)).concat(join(stateDir, 'ledger')));
  const [, command = ''] = stayLines({ files, images: [] });
  execFileSync('sh', ['-c', command.replace('  → ', '')]);
  expect(readdirSync(home)).toEqual(['somebody-s.txt']);
  expect(existsSync(join(stateDir, 'knowledge'))).toBe(true);
  rmSync(folder, { recursive: true });
});

test('images have a command of their own, and where nothing stays nothing is said', () => {
  expect(stayLines({ files: [], images: ['shop-cart:latest', 'ares/host-agent:dev'] })).toEqual([
    expect.stringContaining('Images stay'),
    '  → docker image rm shop-cart:latest ares/host-agent:dev',
  ]);
  expect(stayLines({ files: [], images: [] })).toEqual([]);
});

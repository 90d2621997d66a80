import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelShelfContract } from '@ares/simulator/testing';
import { shelfFiles } from './shelf-files.ts';

modelShelfContract('files', async () => {
  const home = await mkdtemp(join(tmpdir(), 'ares-shelf-'));
  const folder = join(home, 'models');
  return {
    shelf: shelfFiles(folder),
    other: shelfFiles(folder),
    async spoil() {
      await rm(folder, { recursive: true });
      await writeFile(folder, 'no folder');
    },
    async names() {
      const [beside, inside] = await Promise.all([readdir(home), readdir(folder)]);
      return [...inside, ...beside.filter((name) => name !== 'models')];
    },
    close: () => rm(home, { recursive: true }),
  };
});

import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelShelf } from '@ares/core';
import { writeSynced } from './write-synced.ts';

/** One file a host. */
export function shelfFiles(folder: string): ModelShelf {
  const fileOf = (hostId: string): string => join(folder, `${encodeURIComponent(hostId)}.models`);
  return {
    read: (hostId) => readFile(fileOf(hostId)).catch(undefinedIfMissing),
    writtenAtMs: (hostId) => stat(fileOf(hostId)).then(({ mtimeMs }) => mtimeMs, undefinedIfMissing),
    async write(hostId, bytes) {
      await mkdir(folder, { recursive: true });
      await writeSynced(fileOf(hostId), bytes);
    },
  };
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentLog } from '../log.ts';
import { type AgentMemory, fromText, toText } from './agent-memory.ts';

export interface MemoryFile {
  /** Undefined at the first start, and when what is there cannot be read: it is then put aside. */
  load(): Promise<AgentMemory | undefined>;
  /** Writes in turn; of several that wait, only the newest. Resolves when it is on disk, or has failed. */
  save(memory: AgentMemory): Promise<void>;
}

export function memoryFile(directory: string, log: AgentLog): MemoryFile {
  const file = join(directory, 'memory.json');
  let waiting: AgentMemory | undefined;
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    while (waiting) {
      const memory = waiting;
      waiting = undefined;
      await writeSynced(file, toText(memory)).catch((error: Error) =>
        log.warn('memory.write.failed', {
          file,
          reason: error.message,
          consequence: 'after a restart of the agent, stops by people are forgotten',
        }),
      );
    }
    writing = undefined;
  };

  return {
    async load() {
      await mkdir(directory, { recursive: true }).catch(() => {});
      const text = await readFile(file, 'utf8').catch(noneIfAbsent);
      if (text === undefined) return undefined;
      try {
        return fromText(text);
      } catch (error) {
        log.warn('memory.unreadable', { file, reason: String(error), putAsideAs: `${file}.unreadable` });
        await rename(file, `${file}.unreadable`);
        return undefined;
      }
    },
    save(memory) {
      waiting = memory;
      writing ??= write();
      return writing;
    },
  };
}

async function writeSynced(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

function noneIfAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

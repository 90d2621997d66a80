import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';

/** `.ares/runtime.json`: where this checkout's embedded store lies, and the port it had last. */
export interface RuntimeRecord {
  readonly store: string;
  readonly port: number;
}

const fileOf = (stateDir: string): string => join(stateDir, 'runtime.json');

/** @throws CliError if it is not readable: a store that is recorded there must not be forgotten */
export async function readRuntime(stateDir: string): Promise<RuntimeRecord | undefined> {
  const file = fileOf(stateDir);
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw unreadable(file, cause);
  });
  if (text === undefined) return undefined;
  const { store, port } = parse(file, text);
  if (typeof store !== 'string' || typeof port !== 'number') throw unreadable(file);
  return { store, port };
}

function parse(file: string, text: string): { readonly store?: unknown; readonly port?: unknown } {
  try {
    const { knowledge } = JSON.parse(text);
    return { ...knowledge };
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

const unreadable = (file: string, cause?: unknown): CliError =>
  new CliError(`${file} cannot be read; it says where the knowledge store is`, {
    remedy: 'run ARES as the user who started it first, or move the file away to begin with an empty store',
    cause,
  });

/** Records the store unless there is a record; of several that do so at once one wins, and all get its record. */
export async function claimRuntime(stateDir: string, record: RuntimeRecord): Promise<RuntimeRecord> {
  const known = await readRuntime(stateDir);
  if (known) return known;
  const draft = await writeDraft(stateDir, record);
  try {
    await link(draft, fileOf(stateDir));
    return record;
  } catch (error) {
    const other = await readRuntime(stateDir);
    if (other) return other;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

export const writeRuntime = async (stateDir: string, record: RuntimeRecord): Promise<void> =>
  rename(await writeDraft(stateDir, record), fileOf(stateDir));

export const removeRuntime = (stateDir: string): Promise<void> => rm(fileOf(stateDir), { force: true });

async function writeDraft(stateDir: string, knowledge: RuntimeRecord): Promise<string> {
  await mkdir(stateDir, { recursive: true });
  const draft = `${fileOf(stateDir)}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify({ knowledge }, null, 2)}\n`);
  return draft;
}

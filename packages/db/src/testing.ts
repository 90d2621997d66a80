import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  binariesFor,
  ensureStore,
  freePort,
  type Store,
  serverAccount,
  startServer,
  stopServer,
  urlOf,
} from './embedded/index.ts';

export interface TestServer {
  /** For a superuser. */
  readonly url: string;
  readonly store: Store;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** A real PostgreSQL of one's own, empty, for as long as a test file runs. */
export async function startPostgres(): Promise<TestServer> {
  const base = await mkdtemp(join(tmpdir(), 'ares-postgres-'));
  await chmod(base, 0o755);
  const account = await serverAccount(join(base, 'store'));
  const store: Store = { folder: join(base, 'store'), account, binaries: await binariesFor(account) };
  await ensureStore(store, { durable: false });
  const { port } = await startServer(store, await freePort());
  const stop = async (): Promise<void> => {
    await stopServer(store);
    await rm(base, { recursive: true, force: true });
  };
  return { url: await urlOf(store, port), store, stop };
}

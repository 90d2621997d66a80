import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { knowledgePool } from '@ares/db';
import { ensureStore } from '@ares/db/embedded';
import type { Pool } from 'pg';
import { CliError } from '../cli-error.ts';
import { useServer } from './embedded-server.ts';
import { storeAt, withRemedy } from './embedded-store.ts';
import { claimRuntime, writeRuntime } from './runtime-file.ts';
import { assertStoreKept } from './store-kept.ts';

export { removeKnowledge } from './remove-knowledge.ts';

/**
 * Root's server runs as another user, who may not be able to enter the checkout (a home has mode 0700): its data lie
 * outside. Everybody else's lie in `.ares/postgres`.
 */
const ROOT_DATA = '/var/lib/ares/knowledge';

export interface KnowledgeOptions {
  /** `.ares` of the checkout. */
  readonly stateDir: string;
  /** A PostgreSQL of one's own; then nothing is started or stopped. */
  readonly databaseUrl?: string | undefined;
  /** False: an embedded store that was never made is an error. @default true */
  readonly mayCreate?: boolean;
  /** Where root keeps embedded data. */
  readonly rootData?: string;
}

export interface OpenKnowledge {
  readonly url: string;
  readonly pool: Pool;
  /** False where another process, or its owner, had started the server. */
  readonly startedHere: boolean;
  close(): Promise<void>;
}

/**
 * Opens the knowledge store: `DATABASE_URL`, or the embedded server of this checkout, which processes share and the
 * last one ends.
 * @throws CliError with the remedy
 */
export async function openKnowledge(options: KnowledgeOptions): Promise<OpenKnowledge> {
  const { databaseUrl } = options;
  if (databaseUrl) return openExternal(databaseUrl);
  return withRemedy(() => openEmbedded(options));
}

async function openExternal(url: string): Promise<OpenKnowledge> {
  assertPostgresUrl(url);
  const pool = knowledgePool(url);
  try {
    await pool.query('select 1');
  } catch (cause) {
    await pool.end();
    throw new CliError(`DATABASE_URL does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, {
      remedy: 'check its host, user, password and database, or unset it to use the embedded store',
      cause,
    });
  }
  return { url, pool, startedHere: false, close: () => pool.end() };
}

/** The driver takes any word for the name of a host. The address itself is not told: it has a password. */
function assertPostgresUrl(url: string): void {
  if (/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? '')) return;
  throw new CliError('DATABASE_URL is no address of a PostgreSQL database', {
    remedy: 'give it as postgres://USER:PASSWORD@HOST:PORT/DATABASE, or unset it to use the embedded store',
  });
}

async function openEmbedded(options: KnowledgeOptions): Promise<OpenKnowledge> {
  const { stateDir, rootData = ROOT_DATA, mayCreate = true } = options;
  await assertStoreKept(stateDir, mayCreate);
  const folder = process.getuid?.() === 0 ? join(rootData, randomBytes(6).toString('hex')) : join(stateDir, 'postgres');
  const record = await claimRuntime(stateDir, { store: folder, port: 0 });
  const store = await storeAt(record.store);
  await ensureStore(store, { durable: true });
  const server = await useServer(store, record.port);
  if (server.port !== record.port) await writeRuntime(stateDir, { store: record.store, port: server.port });
  const pool = knowledgePool(server.url);
  const close = async (): Promise<void> => {
    await pool.end();
    await server.close();
  };
  return { url: server.url, pool, startedHere: server.startedHere, close };
}

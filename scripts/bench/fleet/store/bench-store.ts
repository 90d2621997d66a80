import { databaseRoles } from '@ares/config/aws';
import { grantRoles, knowledgePool, migrate } from '@ares/db';
import { startDatabase } from '../../../aws/emulator/database.ts';
import { type StoreUse, storeTap } from './store-tap.ts';

const database = 'ares';

export interface BenchStore {
  /** Where the functions find it; they sign in without a password. */
  readonly env: Readonly<Record<string, string>>;
  use(): StoreUse;
  /** Bytes of the write-ahead log since the server was made. */
  walBytes(): Promise<number>;
  stop(): Promise<void>;
}

/** A real PostgreSQL as the migrator leaves it, behind a counter. */
export async function benchStore(): Promise<BenchStore> {
  const server = await startDatabase({ database, master: 'ares_owner' });
  const owner = knowledgePool(server.url);
  await migrate(owner);
  const client = await owner.connect();
  await grantRoles(client, databaseRoles).finally(() => client.release());
  const tap = await storeTap(server);
  const place = { DATABASE_HOST: '127.0.0.1', DATABASE_PORT: String(tap.port), DATABASE_NAME: database };
  return {
    env: { ...place, DATABASE_USER: databaseRoles.tick, DATABASE_TLS: 'off' },
    use: tap.use,
    async walBytes() {
      const position = `select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 as bytes`;
      const { rows } = await owner.query<{ bytes: number }>(position);
      return rows[0]?.bytes ?? Number.NaN;
    },
    async stop() {
      await owner.end();
      tap.close();
      await server.stop();
    },
  };
}

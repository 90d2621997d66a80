import { databaseRoles } from '@ares/config/aws';
import { grantRoles, knowledgePool, migrate } from '@ares/db';
import { startPostgres } from '@ares/db/testing';
import type { Pool } from 'pg';

export type User = keyof typeof databaseRoles;

export interface SignedIn {
  /** Of the owner of the store. */
  readonly owner: Pool;
  /** Of a function, with its rights and no others. */
  as(user: User): Pool;
  stop(): Promise<void>;
}

const PASSWORD = 'of-tests';

/** A real PostgreSQL as the migrator leaves it, to which each function signs in as itself. */
export async function signedIn(): Promise<SignedIn> {
  const server = await startPostgres();
  const pools: Pool[] = [];
  const connect = (url: string): Pool => {
    const pool = knowledgePool(url);
    pools.push(pool);
    return pool;
  };
  const owner = connect(server.url);
  await migrate(owner);
  const client = await owner.connect();
  await grantRoles(client, databaseRoles).finally(() => client.release());
  for (const role of Object.values(databaseRoles)) await owner.query(`alter role ${role} password '${PASSWORD}'`);
  return {
    owner,
    as(user) {
      const url = new URL(server.url);
      url.username = databaseRoles[user];
      url.password = PASSWORD;
      return connect(url.href);
    },
    async stop() {
      for (const pool of pools) await pool.end();
      await server.stop();
    },
  };
}

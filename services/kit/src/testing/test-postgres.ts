import { readFile } from 'node:fs/promises';
import { startPostgres as startServer } from '@ares/db/testing';
import pg from 'pg';

const init = new URL('../../../postgres/init/', import.meta.url);
const password = 'test';
const roles = ['shop_user', 'shop_product', 'shop_order'] as const;

export type ShopRole = (typeof roles)[number];

export interface TestPostgres {
  /** Address for one service's role, as `DATABASE_URL` would have it. */
  urlFor(role: ShopRole): string;
  stop(): Promise<void>;
}

/** A real PostgreSQL with the shop's roles and schemas, made by the same SQL as the container's first start. */
export async function startPostgres(): Promise<TestPostgres> {
  const server = await startServer();
  const admin = new URL(server.url);
  await query(admin, 'create database shop');
  admin.pathname = '/shop';
  await query(admin, await setUp());
  const urlFor = (role: ShopRole) => `postgres://${role}:${password}@${admin.host}/shop`;
  return { urlFor, stop: () => server.stop() };
}

/** The templates with their psql variables filled in. */
async function setUp(): Promise<string> {
  const template = await readFile(new URL('role.sql.template', init), 'utf8');
  const perRole = roles.map((role) =>
    template
      .replaceAll(':"role"', pg.escapeIdentifier(role))
      .replaceAll(":'role'", pg.escapeLiteral(role))
      .replaceAll(":'password'", pg.escapeLiteral(password)),
  );
  return [await readFile(new URL('lock-down.sql.template', init), 'utf8'), ...perRole].join('\n');
}

async function query(url: URL, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

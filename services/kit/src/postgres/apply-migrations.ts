import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import type { ClientBase } from 'pg';

const table = '__drizzle_migrations';

/**
 * Applies the migrations of drizzle-kit that the database has not seen, all or none.
 * drizzle's own migrator first runs CREATE SCHEMA, which needs a right over the whole database that a service's role
 * does not get; this keeps its table and order and leaves that out.
 * @returns how many were applied
 */
export async function applyMigrations(client: ClientBase, folder: string): Promise<number> {
  await client.query(
    `create table if not exists ${table} (id serial primary key, hash text not null, created_at bigint)`,
  );
  const last = await client.query<{ created_at: string }>(
    `select created_at from ${table} order by created_at desc limit 1`,
  );
  const lastMs = Number(last.rows[0]?.created_at ?? 0);
  const pending = readMigrationFiles({ migrationsFolder: folder }).filter((m) => m.folderMillis > lastMs);
  for (const migration of pending) await applyOne(client, migration);
  return pending.length;
}

async function applyOne(client: ClientBase, migration: MigrationMeta): Promise<void> {
  for (const statement of migration.sql) await client.query(statement);
  await client.query(`insert into ${table} (hash, created_at) values ($1, $2)`, [
    migration.hash,
    migration.folderMillis,
  ]);
}

import { writeFileSync } from 'node:fs';
import { knowledgePool } from '@ares/db';
import { startPostgres } from '@ares/db/testing';

export interface EmulatedDatabase {
  readonly host: string;
  readonly port: number;
  /** For its superuser, who only reads here */
  readonly url: string;
  stop(): Promise<void>;
}

interface DatabaseNames {
  readonly database: string;
  readonly master: string;
}

/**
 * A real PostgreSQL in the place of RDS: a master user who is no superuser, the role `rds_iam`, and sign-in without a
 * check, because nobody here can check the tokens of IAM.
 */
export async function startDatabase({ database, master }: DatabaseNames): Promise<EmulatedDatabase> {
  const server = await startPostgres();
  try {
    const pool = knowledgePool(server.url);
    const { rows } = await pool.query<{ hba_file: string }>('show hba_file');
    if (rows[0]) writeFileSync(rows[0].hba_file, 'host all all 127.0.0.1/32 trust\n');
    await pool.query('select pg_reload_conf()');
    await pool.query('create role rds_iam nologin');
    await pool.query(`create role "${master}" login createrole createdb`);
    await pool.query(`grant rds_iam to "${master}" with admin option`);
    await pool.query(`create database "${database}" owner "${master}"`);
    await pool.end();
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { hostname: host, port, username, password } = new URL(server.url);
  const url = `postgres://${username}:${password}@${host}:${port}/${database}`;
  return { host, port: Number(port), url, stop: server.stop };
}

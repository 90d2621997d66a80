import pg from 'pg';
import { CONNECTION_LIFE_SECONDS } from '../pool/knowledge-pool.ts';
import { type Privileges, privileges, type StoreUser } from './privileges.ts';

/** The role that lets a user of RDS sign in by IAM; other servers do not have it. */
const IAM_ROLE = 'rds_iam';
const UNLIMITED = -1;
/**
 * A Lambda that is frozen, or gone without a word, keeps its session, and with it a place among the connections of its
 * role. Twice the life of a connection: no pool still uses one that is idle for so long, and `tick` asks every 15 s.
 * A transaction ends sooner, by the time limits of the pool and of the server.
 */
const IDLE_SECONDS = 2 * CONNECTION_LIFE_SECONDS;

/**
 * Gives each user's role its privileges and takes all others from it, and bounds its sessions, in one transaction and as often as one likes.
 * Makes the roles where they are missing, without a password: on RDS they sign in by IAM.
 * @param client of the owner of the schema, which is migrated
 * @param connectionsMax of a user's role; without a figure it may have as many as the server
 */
export async function grantRoles(
  client: pg.ClientBase,
  names: Readonly<Record<StoreUser, string>>,
  connectionsMax: Readonly<Partial<Record<StoreUser, number>>> = {},
): Promise<void> {
  await client.query('begin');
  try {
    const iam = await client.query('select 1 from pg_roles where rolname = $1', [IAM_ROLE]);
    for (const [user, role] of Object.entries(names) as [StoreUser, string][]) {
      await makeRole(client, role);
      await client.query(`alter role ${quoted(role)} connection limit ${connectionsMax[user] ?? UNLIMITED}`);
      await client.query(`alter role ${quoted(role)} set idle_session_timeout = '${IDLE_SECONDS}s'`);
      if (iam.rowCount) await client.query(`grant ${IAM_ROLE} to ${quoted(role)}`);
      for (const statement of statementsFor(quoted(role), privileges[user])) await client.query(statement);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function makeRole(client: pg.ClientBase, role: string): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (!found.rowCount) await client.query(`create role ${quoted(role)} login`);
}

const statementsFor = (role: string, tables: Readonly<Record<string, Privileges>>): readonly string[] => [
  `revoke all on all tables in schema ares from ${role}`,
  `revoke all on schema ares from ${role}`,
  `grant usage on schema ares to ${role}`,
  ...Object.entries(tables).flatMap(([table, allowed]) => grantsOn(table, allowed, role)),
];

const grantsOn = (table: string, allowed: Privileges, role: string): readonly string[] =>
  Object.entries(allowed).map(([privilege, what]) => {
    const columns = what === 'table' ? '' : ` (${what.map(quoted).join(', ')})`;
    return `grant ${privilege}${columns} on ares.${quoted(table)} to ${role}`;
  });

const quoted = (name: string): string => pg.escapeIdentifier(name);

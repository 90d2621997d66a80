import { databasePassword } from '@ares/adapters/aws';
import type { healEnvironment } from '@ares/config/aws';
import { knowledgePool, type Patience, refuseNewerSchema } from '@ares/db';
import type { Pool } from 'pg';
import type { z } from 'zod';

type DatabaseVariables = Pick<
  z.output<typeof healEnvironment>,
  'DATABASE_HOST' | 'DATABASE_PORT' | 'DATABASE_NAME' | 'DATABASE_USER' | 'DATABASE_TLS' | 'DATABASE_POOL'
>;

interface DatabaseOptions {
  /** Of the owner; @default a token of IAM */
  readonly password?: string;
  /** @default that of the loop */
  readonly patience?: Patience;
}

/**
 * Connections of one execution environment, each signed in by IAM unless a password is given. With TLS the server
 * has to prove the name that it is asked for by.
 */
export function databasePool(variables: DatabaseVariables, { password, patience }: DatabaseOptions = {}): Pool {
  const { DATABASE_HOST: host, DATABASE_PORT: port, DATABASE_USER: user } = variables;
  const server = {
    host,
    port,
    user,
    database: variables.DATABASE_NAME,
    password: password ?? databasePassword({ hostname: host, port, username: user }),
    ssl: variables.DATABASE_TLS === 'verify-full',
    max: variables.DATABASE_POOL,
    // The owner migrates; all others write nothing to a schema that they do not know.
    ...(password === undefined ? { verify: refuseNewerSchema } : {}),
  };
  return knowledgePool(server, patience);
}

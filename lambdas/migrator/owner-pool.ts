import type { migratorEnvironment } from '@ares/config/aws';
import type { Pool } from 'pg';
import * as z from 'zod';
import { databasePool } from '../kit/database-pool.ts';

/** What RDS writes into the secret of a database's owner, as far as it matters here. */
const owner = z.object({ username: z.string().min(1), password: z.string().min(1) });

/** @throws Error without a word of the secret, if it is none */
export function ownerPool(variables: z.output<typeof migratorEnvironment>, secret: unknown): Pool {
  const parsed = owner.safeParse(secret);
  if (!parsed.success) throw new Error(`the secret ${variables.MASTER_SECRET_ARN} has no username and password`);
  const { username, password } = parsed.data;
  return databasePool({ ...variables, DATABASE_USER: username }, { password });
}

import type { Database } from '@shop/kit';
import type { z } from 'zod';
import { users } from '../db/schema.ts';
import { hashPassword } from '../password/password-hasher.ts';
import type { registration } from './account-schemas.ts';

/**
 * Makes an account, unless the address has one: then nothing changes. Neither result nor work tells which it was.
 */
export async function register(db: Database, { email, name, password }: z.output<typeof registration>): Promise<void> {
  const passwordHash = await hashPassword(password);
  await db.insert(users).values({ email, name, passwordHash }).onConflictDoNothing();
}

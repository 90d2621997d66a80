import type { Database } from '@shop/kit';
import { eq } from 'drizzle-orm';
import { users } from '../db/schema.ts';

export async function findAccount(db: Database, id: string) {
  const [account] = await db
    .select({ id: users.id, email: users.email, name: users.name, createdAt: users.createdAt })
    .from(users)
    .where(eq(users.id, id));
  return account;
}

import { type Database, ProblemError } from '@shop/kit';
import { eq } from 'drizzle-orm';
import type { Pool } from 'pg';
import { users } from '../db/schema.ts';
import { decoyHash, hashPassword, isOutdated, verifyPassword } from '../password/password-hasher.ts';
import { type OpenSession, openSession } from '../session/open-session.ts';
import { countAttempt, forgetAttempts } from './lock-out.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/**
 * Opens a session for the right password. An unknown address gets the same answers, locks and work as a known one.
 * @throws ProblemError 401 bad-credentials, 429 too-many-attempts
 */
export async function login(db: Database, pool: Pool, { email, password }: Credentials): Promise<OpenSession> {
  const waitSeconds = await countAttempt(pool, email);
  if (waitSeconds > 0) throw tooManyAttempts(waitSeconds);
  const [user] = await db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  const fits = await verifyPassword(password, user?.passwordHash ?? decoyHash);
  if (!user || !fits) throw new ProblemError(401, 'bad-credentials', 'E-mail address or password is wrong.');
  await forgetAttempts(pool, email);
  if (isOutdated(user.passwordHash)) await rehash(db, user.id, password);
  return openSession(pool, user.id);
}

async function rehash(db: Database, userId: string, password: string): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash: await hashPassword(password) })
    .where(eq(users.id, userId));
}

const tooManyAttempts = (waitSeconds: number) =>
  new ProblemError(429, 'too-many-attempts', `Too many attempts. Try again in ${waitSeconds} s.`, {
    headers: { 'retry-after': String(waitSeconds) },
    extra: { retryAfterSeconds: waitSeconds },
  });

import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { HashSlots } from './hash-slots.ts';
import { type Argon2Hash, fromPhc, toPhc } from './phc.ts';

const derive = promisify(argon2);

type Cost = Pick<Argon2Hash, 'memoryKib' | 'passes' | 'parallelism'>;

/** OWASP's recommendation: 19 MiB, two passes, one lane. */
const cost: Cost = { memoryKib: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const hashBytes = 32;
const slots = new HashSlots(4);

/** @returns a PHC string */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return toPhc({ ...cost, salt, hash: await tag(password, salt, cost, hashBytes) });
}

export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const stored = fromPhc(phc);
  return timingSafeEqual(await tag(password, stored.salt, stored, stored.hash.length), stored.hash);
}

/** Whether a hash was made at another cost than today's, and should be made anew at the next sign-in. */
export function isOutdated(phc: string): boolean {
  const stored = fromPhc(phc);
  return (Object.keys(cost) as (keyof Cost)[]).some((key) => stored[key] !== cost[key]);
}

/** A hash that no password fits, for the addresses that nobody has: their answer must cost the same work. */
export const decoyHash = toPhc({ ...cost, salt: randomBytes(saltBytes), hash: randomBytes(hashBytes) });

function tag(password: string, nonce: Buffer, { memoryKib, passes, parallelism }: Cost, tagLength: number) {
  const message = password.normalize('NFKC');
  return slots.run(() => derive('argon2id', { message, nonce, memory: memoryKib, passes, parallelism, tagLength }));
}

import { randomBytes } from 'node:crypto';

/**
 * What is shown now, what will be shown after the next rotation, and what was shown before the last one, which
 * CloudFront may show again when a deployment is rolled back: hosts accept all of them.
 */
export type OriginSecrets = readonly [current: string, next: string, previous?: string];

/** Each secret says which rotation it is of, so that nothing else has to be remembered: `3-89ab…`. */
const make = (rotation: number): string => `${rotation}-${randomBytes(32).toString('hex')}`;

const rotationOf = (secret: string): number => Number(secret.split('-')[0]);

/**
 * The secrets of a rotation. Counting up by one shows the one that hosts were told of at the rotation before (that they
 * have read it is for people to see to), makes its successor, and keeps the one shown until now for one rotation more.
 * The same or anything lower, which a deployment that is rolled back asks for, leaves all as it is.
 * @param rotation context value `originSecretRotation`, from 1
 * @param known the secrets so far; undefined before the first ones, which may be of any rotation
 * @throws Error for a rotation that skips one: no host was ever told of its secret
 */
export function secretsOf(rotation: number, known: OriginSecrets | undefined): OriginSecrets {
  if (!known) return [make(rotation), make(rotation + 1)];
  const [current, next] = known;
  const reached = rotationOf(current);
  if (rotation <= reached) return known;
  if (rotation === reached + 1) return [next, make(rotation + 1), current];
  throw new Error(`originSecretRotation is ${rotation} after ${reached}: count up by one, and let the hosts read it`);
}

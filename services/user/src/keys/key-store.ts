import { withTransaction } from '@shop/kit';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { ClientBase, Pool } from 'pg';
import type { KeyEncryption } from './key-encryption.ts';
import { nextActivation, outlivedKeys, type ScheduledKey } from './key-schedule.ts';

/** A signing key as stored. */
export interface StoredKey extends ScheduledKey {
  readonly publicJwk: JWK;
  readonly privateJwk: string;
}

const lockName = 'user/signing-keys';

/**
 * Makes the next key when it is time and removes those that are outlived. Replicas take turns, so that one key is made.
 * @returns all keys that are to be published
 */
export const rotateKeys = (pool: Pool, encryption: KeyEncryption, nowMs: number, keyLifeMs: number) =>
  withTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lockName]);
    const keys = await readKeys(client);
    const outlived = outlivedKeys(keys, nowMs).map((key) => key.kid);
    if (outlived.length > 0) await client.query('delete from signing_keys where kid = any($1)', [outlived]);
    const activatesAtMs = nextActivation(keys, nowMs, keyLifeMs);
    const made = activatesAtMs === undefined ? [] : [await makeKey(client, encryption, activatesAtMs)];
    return [...keys.filter((key) => !outlived.includes(key.kid)), ...made];
  });

async function readKeys(client: ClientBase): Promise<StoredKey[]> {
  const { rows } = await client.query<{ kid: string; public_jwk: JWK; private_jwk: string; activates_at: Date }>(
    'select kid, public_jwk, private_jwk, activates_at from signing_keys',
  );
  return rows.map((row) => ({
    kid: row.kid,
    publicJwk: row.public_jwk,
    privateJwk: row.private_jwk,
    activatesAtMs: row.activates_at.getTime(),
  }));
}

async function makeKey(client: ClientBase, encryption: KeyEncryption, activatesAtMs: number): Promise<StoredKey> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const publicJwk = { ...jwk, kid, alg: 'EdDSA', use: 'sig' };
  const privateJwk = encryption.encrypt(JSON.stringify(await exportJWK(pair.privateKey)), kid);
  await client.query('insert into signing_keys (kid, public_jwk, private_jwk, activates_at) values ($1, $2, $3, $4)', [
    kid,
    publicJwk,
    privateJwk,
    new Date(activatesAtMs),
  ]);
  return { kid, publicJwk, privateJwk, activatesAtMs };
}

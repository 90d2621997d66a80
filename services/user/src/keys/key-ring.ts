import { type CryptoKey, createLocalJWKSet, importJWK, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Pool } from 'pg';
import type { KeyEncryption } from './key-encryption.ts';
import { currentKey } from './key-schedule.ts';
import { rotateKeys, type StoredKey } from './key-store.ts';

export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey | Uint8Array;
}

export interface KeyRingOptions {
  readonly pool: Pool;
  readonly encryption: KeyEncryption;
  readonly keyLifeMs: number;
  readonly nowMs: () => number;
}

/** This replica's view of the keys; `refresh` it about once a minute. */
export class KeyRing {
  readonly #options: KeyRingOptions;
  readonly #opened = new Map<string, SigningKey>();
  #keys: readonly StoredKey[] = [];
  #verify: JWTVerifyGetKey = createLocalJWKSet({ keys: [] });

  constructor(options: KeyRingOptions) {
    this.#options = options;
  }

  async refresh(): Promise<void> {
    const { pool, encryption, keyLifeMs, nowMs } = this.#options;
    const keys = await rotateKeys(pool, encryption, nowMs(), keyLifeMs);
    for (const key of keys) if (!this.#opened.has(key.kid)) this.#opened.set(key.kid, await this.#open(key));
    this.#keys = keys;
    this.#verify = createLocalJWKSet(this.published());
  }

  /** What verifiers may see, the next key among it. */
  published(): JSONWebKeySet {
    return { keys: this.#keys.map((key) => key.publicJwk as JSONWebKeySet['keys'][number]) };
  }

  /** For `jwtVerifier`: follows rotations. */
  readonly verificationKey: JWTVerifyGetKey = (header, token) => this.#verify(header, token);

  /** @throws Error before the first refresh */
  signingKey(): SigningKey {
    const current = currentKey(this.#keys, this.#options.nowMs());
    const opened = current && this.#opened.get(current.kid);
    if (!opened) throw new Error('no signing key is active');
    return opened;
  }

  async #open({ kid, privateJwk }: StoredKey): Promise<SigningKey> {
    return { kid, key: await importJWK(JSON.parse(this.#decrypt(kid, privateJwk)), 'EdDSA') };
  }

  #decrypt(kid: string, privateJwk: string): string {
    try {
      return this.#options.encryption.decrypt(privateJwk, kid);
    } catch (cause) {
      throw new Error(
        `signing key ${kid} cannot be decrypted: JWT_KEY_SECRET is not the one that encrypted it; set it back, or delete the rows of shop_user.signing_keys, which signs everyone out`,
        { cause },
      );
    }
  }
}

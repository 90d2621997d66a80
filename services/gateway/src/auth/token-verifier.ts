import { Lru } from '../lru.ts';

export type Verdict =
  | { readonly kind: 'user'; readonly userId: string; readonly expiresAtMs: number }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unavailable' };

export type VerifyToken = (token: string) => Promise<Verdict>;

const cacheMax = 10_000;

/**
 * Remembers tokens that were found good until they expire, so that a signature is checked once a token.
 * Refusals are not remembered: they are rare, and the rate limit bounds them.
 */
export class TokenVerifier {
  readonly #verify: VerifyToken;
  readonly #known = new Lru<Verdict & { kind: 'user' }>(cacheMax);

  constructor(verify: VerifyToken) {
    this.#verify = verify;
  }

  /** @returns the verdict at once where it is known */
  check(token: string, nowMs: number): Verdict | Promise<Verdict> {
    const known = this.#known.get(token);
    if (known && known.expiresAtMs > nowMs) return known;
    if (known) this.#known.delete(token);
    return this.#ask(token);
  }

  async #ask(token: string): Promise<Verdict> {
    const verdict = await this.#verify(token);
    if (verdict.kind === 'user') this.#known.set(token, verdict);
    return verdict;
  }
}

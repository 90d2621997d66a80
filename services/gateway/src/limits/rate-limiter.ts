import { Lru } from '../lru.ts';

export interface RateLimit {
  readonly tokensPerSecond: number;
  readonly burst: number;
  /** Bound on memory: callers beyond it push out the one seen longest ago. */
  readonly maxCallers: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Token buckets, one a caller. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #buckets: Lru<Bucket>;

  constructor(limit: RateLimit) {
    this.#limit = limit;
    this.#buckets = new Lru(limit.maxCallers);
  }

  get callers(): number {
    return this.#buckets.size;
  }

  /** @returns 0 when the call may go on, else milliseconds until it could */
  take(caller: string, cost: number, nowMs: number): number {
    const { tokensPerSecond, burst } = this.#limit;
    const bucket = this.#bucketOf(caller, nowMs);
    bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) / 1_000) * tokensPerSecond);
    bucket.atMs = nowMs;
    if (bucket.tokens < cost) return Math.ceil(((cost - bucket.tokens) / tokensPerSecond) * 1_000);
    bucket.tokens -= cost;
    return 0;
  }

  #bucketOf(caller: string, nowMs: number): Bucket {
    const known = this.#buckets.get(caller);
    if (known) return known;
    const fresh = { tokens: this.#limit.burst, atMs: nowMs };
    this.#buckets.set(caller, fresh);
    return fresh;
  }
}

import type { Redis } from 'ioredis';
import { Counter, type Registry } from 'prom-client';
import { Circuit } from './circuit.ts';
import { SingleFlight } from './single-flight.ts';

/** Stock of one product before and after a change. */
export interface StockChange {
  readonly slug: string;
  readonly before: number;
  readonly after: number;
}

type Load = () => Promise<string>;

/** UTF-8 of a JSON text: as bytes it goes from Redis to the socket without being decoded and encoded on the way. */
export type JsonBytes = Uint8Array<ArrayBuffer>;

/** Bounds how long a value can be wrong that was read before a change and written after its invalidation. */
const ttlMs = 10_000;
const listsKey = 'catalog:lists';
const detailKey = (slug: string) => `catalog:product:${slug}`;

/**
 * Read-through cache of finished JSON answers in Redis. It is never needed: without Redis, or with a slow one, reads go
 * to the database, and after a few failures without asking Redis first.
 */
export class CatalogCache {
  readonly #redis: Redis;
  readonly #circuit: Circuit;
  readonly #flights = new SingleFlight<JsonBytes>();
  readonly #reads: Counter<'result'>;

  constructor(redis: Redis, registry: Registry, nowMs: () => number = Date.now) {
    this.#redis = redis;
    this.#circuit = new Circuit({ failuresMax: 3, openMs: 1_000, nowMs });
    this.#reads = new Counter({
      name: 'catalog_cache_reads_total',
      help: 'Reads through the catalog cache by result.',
      labelNames: ['result'],
      registers: [registry],
    });
  }

  /** All lists are one hash, so that one DEL drops them; it lives `ttlMs` from its first entry. */
  list(query: string, load: Load): Promise<JsonBytes> {
    const get = () => this.#redis.hgetBuffer(listsKey, query);
    const put = async (value: Buffer) => {
      await Promise.all([this.#redis.hset(listsKey, query, value), this.#redis.pexpire(listsKey, ttlMs, 'NX')]);
    };
    return this.#flights.run(`list ${query}`, () => this.#through(get, put, load));
  }

  detail(slug: string, load: Load): Promise<JsonBytes> {
    const key = detailKey(slug);
    const get = () => this.#redis.getBuffer(key);
    const put = (value: Buffer) => this.#redis.set(key, value, 'PX', ttlMs);
    return this.#flights.run(key, () => this.#through(get, put, load));
  }

  /** Call after commit. Lists tell only whether there is stock, so only a change of that drops them. */
  async stockChanged(changes: readonly StockChange[]): Promise<void> {
    const keys = changes.map((change) => detailKey(change.slug));
    if (changes.some((change) => change.before > 0 !== change.after > 0)) keys.push(listsKey);
    if (keys.length > 0) await this.#circuit.run(() => this.#redis.del(...keys), 0);
  }

  async #through(get: () => Promise<Buffer | null>, put: (value: Buffer) => Promise<unknown>, load: Load) {
    const cached = await this.#circuit.run(get, undefined);
    if (cached) {
      this.#reads.inc({ result: 'hit' });
      return cached as JsonBytes;
    }
    this.#reads.inc({ result: cached === null ? 'miss' : 'bypass' });
    const value = Buffer.from(await load());
    if (cached === null) void this.#circuit.run(() => put(value), undefined);
    return value as JsonBytes;
  }
}

import type { Redis, Result } from 'ioredis';
import { type CartLine, type CartOwner, linesMax, quantityMax } from '../cart.ts';
import { mergeScript, putScript, takeOutScript } from './scripts.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    putCartLine(...args: readonly (string | number)[]): Result<PutResult, Context>;
    mergeCarts(...args: readonly (string | number)[]): Result<string[], Context>;
    takeOutOfCart(...args: readonly (string | number)[]): Result<number, Context>;
  }
}

export type PutResult = 'ok' | 'too-many-lines' | 'too-many-pieces';

const daySeconds = 86_400;

/** How long a cart is kept after it was last used. */
const ttlSeconds = { visitor: 7 * daySeconds, user: 30 * daySeconds } as const;

/** An order empties the cart within minutes of its confirmation; the marker only has to outlive its retries. */
const markerTtlSeconds = daySeconds;

const keyOf = (owner: CartOwner): string => `cart:${owner.kind}:${owner.id}`;

export class CartStore {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
    redis.defineCommand('putCartLine', { numberOfKeys: 1, lua: putScript });
    redis.defineCommand('mergeCarts', { numberOfKeys: 2, lua: mergeScript });
    redis.defineCommand('takeOutOfCart', { numberOfKeys: 2, lua: takeOutScript });
  }

  async read(owner: CartOwner): Promise<readonly CartLine[]> {
    const key = keyOf(owner);
    const [lines] = await Promise.all([this.#redis.hgetall(key), this.#redis.expire(key, ttlSeconds[owner.kind])]);
    return Object.entries(lines).map(([productId, quantity]) => ({ productId, quantity: Number(quantity) }));
  }

  add(owner: CartOwner, line: CartLine): Promise<PutResult> {
    return this.#put(owner, line, 'add');
  }

  set(owner: CartOwner, line: CartLine): Promise<PutResult> {
    return this.#put(owner, line, 'set');
  }

  async remove(owner: CartOwner, productId: string): Promise<void> {
    await this.#redis.hdel(keyOf(owner), productId);
  }

  async clear(owner: CartOwner): Promise<void> {
    await this.#redis.del(keyOf(owner));
  }

  /**
   * Moves a visitor's lines into the user's cart; doing it again changes nothing.
   * @returns the products that found no room
   */
  merge(visitorId: string, userId: string): Promise<readonly string[]> {
    const from = keyOf({ kind: 'visitor', id: visitorId });
    const to = keyOf({ kind: 'user', id: userId });
    return this.#redis.mergeCarts(from, to, linesMax, quantityMax, ttlSeconds.user);
  }

  /** Takes out what an order bought; safe to repeat with the same order. */
  async takeOut(userId: string, orderId: string, lines: readonly CartLine[]): Promise<void> {
    const key = keyOf({ kind: 'user', id: userId });
    const pairs = lines.flatMap(({ productId, quantity }) => [productId, quantity]);
    await this.#redis.takeOutOfCart(key, `cart:emptied:${orderId}`, markerTtlSeconds, ...pairs);
  }

  #put(owner: CartOwner, { productId, quantity }: CartLine, how: 'add' | 'set'): Promise<PutResult> {
    const ttl = ttlSeconds[owner.kind];
    return this.#redis.putCartLine(keyOf(owner), productId, quantity, linesMax, quantityMax, ttl, how);
  }
}

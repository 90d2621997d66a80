import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Replica } from './replica.ts';
import { ReplicaPool } from './replica-pool.ts';

/** A small linear congruential generator, so that a failing run can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function poolOf(...addresses: string[]): ReplicaPool {
  const pool = new ReplicaPool(seeded(7));
  pool.update(addresses);
  return pool;
}

function fail(replica: Replica | undefined, times = 3): void {
  for (let i = 0; i < times; i += 1) replica?.end('failed', 0, replica.begin());
}

describe('replica pool', () => {
  test('an empty pool has nothing to give', () => expect(new ReplicaPool().pick(0)).toBeUndefined());

  test('never gives the replica to avoid', () => {
    const pool = poolOf('a', 'b');
    const first = pool.pick(0);
    for (let i = 0; i < 50; i += 1) expect(pool.pick(0, first)?.address).not.toBe(first?.address);
    expect(poolOf('a').pick(0, new Replica('other'))?.address).toBe('a');
  });

  test('an ejected replica gets nothing until its breaker is half open', () => {
    const pool = poolOf('a', 'b');
    const bad = pool.pick(0);
    fail(bad);
    for (let i = 0; i < 50; i += 1) expect(pool.pick(1)).not.toBe(bad);
    const later = Array.from({ length: 50 }, () => pool.pick(10_000));
    expect(later).toContain(bad);
  });

  test('nothing is left when all are ejected', () => {
    const pool = poolOf('a');
    fail(pool.pick(0));
    expect(pool.pick(1)).toBeUndefined();
    expect(pool.closedCount).toBe(0);
  });

  test('keeps what it knows of an address that is still there, and forgets one that left', () => {
    const pool = poolOf('a');
    fail(pool.pick(0));
    pool.update(['a', 'b', 'b']);
    expect(pool.size).toBe(2);
    expect(pool.pick(1)?.address).toBe('b');
    pool.update(['b']);
    pool.update(['a']);
    expect(pool.pick(1)?.address).toBe('a');
  });

  test('evens out the load: no replica has twice the mean', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(), (count, seed) => {
        const pool = new ReplicaPool(seeded(seed));
        pool.update(Array.from({ length: count }, (_, i) => `10.0.0.${i}`));
        const busy = new Map<string, number>();
        for (let i = 0; i < count * 20; i += 1) {
          const replica = pool.pick(0);
          replica?.begin();
          if (replica) busy.set(replica.address, replica.outstanding);
        }
        expect(Math.max(...busy.values())).toBeLessThan(40);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

const limit = { tokensPerSecond: 10, burst: 20, maxCallers: 3 };

describe('rate limiter', () => {
  test('lets a burst pass, then says how long to wait', () => {
    const limiter = new RateLimiter(limit);
    for (let i = 0; i < 20; i += 1) expect(limiter.take('a', 1, 0)).toBe(0);
    expect(limiter.take('a', 1, 0)).toBe(100);
    expect(limiter.take('a', 5, 0)).toBe(500);
    expect(limiter.take('a', 5, 500)).toBe(0);
  });

  test('callers do not share a bucket', () => {
    const limiter = new RateLimiter(limit);
    limiter.take('a', 20, 0);
    expect(limiter.take('a', 1, 0)).toBeGreaterThan(0);
    expect(limiter.take('b', 1, 0)).toBe(0);
  });

  test('holds no more callers than allowed', () => {
    const limiter = new RateLimiter(limit);
    for (let i = 0; i < 100; i += 1) limiter.take(`caller-${i}`, 1, 0);
    expect(limiter.callers).toBe(3);
  });

  test('over any stretch of time nobody gets more than the burst and the rate', () => {
    const calls = fc.array(fc.record({ waitMs: fc.nat(400), cost: fc.integer({ min: 1, max: 5 }) }), {
      maxLength: 100,
    });
    fc.assert(
      fc.property(calls, (all) => {
        const limiter = new RateLimiter(limit);
        let nowMs = 0;
        let granted = 0;
        for (const { waitMs, cost } of all) {
          nowMs += waitMs;
          if (limiter.take('a', cost, nowMs) === 0) granted += cost;
        }
        expect(granted).toBeLessThanOrEqual(limit.burst + (nowMs / 1_000) * limit.tokensPerSecond + 1e-6);
      }),
    );
  });

  test('waiting as long as it says is always enough', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 60 }), (waits) => {
        const limiter = new RateLimiter(limit);
        let nowMs = 0;
        for (const waitMs of waits) {
          nowMs += waitMs;
          const retryAfterMs = limiter.take('a', 3, nowMs);
          nowMs += retryAfterMs;
          if (retryAfterMs > 0) expect(limiter.take('a', 3, nowMs)).toBe(0);
        }
      }),
    );
  });
});

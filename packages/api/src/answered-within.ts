import { AresError } from '@ares/core';
import type { MiddlewareHandler } from 'hono';

/**
 * Refuses what takes longer, as a store that does not answer: many reads, each of them slow, add up. What was begun is
 * not ended by that: a change may take effect all the same, which its refusal says.
 */
export const answeredWithin =
  (ms: number): MiddlewareHandler =>
  async (_, next) => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const error = new AresError('STORE_UNAVAILABLE', `no answer within ${ms} ms`, { retryable: true });
    const timer = setTimeout(() => reject(error), ms);
    try {
      await Promise.race([next(), late]);
    } finally {
      clearTimeout(timer);
    }
  };

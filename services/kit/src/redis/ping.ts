import type { Redis } from 'ioredis';

/** Readiness check of a Redis that the service cannot work without. */
export const pingRedis = (redis: Redis) => async (): Promise<void> => {
  await redis.ping();
};

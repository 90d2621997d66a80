import { z } from 'zod';

/** The variables of a service that uses Redis; spread into the service's own `z.object`. */
export const redisConfig = {
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).describe('the address of Redis, such as redis://:password@redis:6379/0'),
  REDIS_COMMAND_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1)
    .default(250)
    .describe('the longest wait for an answer of Redis in milliseconds (default 250)'),
};

const schema = z.object(redisConfig);
export type RedisConfig = Readonly<z.output<typeof schema>>;

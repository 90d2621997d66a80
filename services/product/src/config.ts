import { baseConfig, postgresConfig, redisConfig } from '@shop/kit';
import { z } from 'zod';

export const configSchema = z.object({
  ...baseConfig,
  SERVICE_NAME: baseConfig.SERVICE_NAME.default('product'),
  ...postgresConfig,
  ...redisConfig,
  REDIS_COMMAND_TIMEOUT_MS: redisConfig.REDIS_COMMAND_TIMEOUT_MS.default(100),
});

export type ProductConfig = Readonly<z.output<typeof configSchema>>;

import { baseConfig, redisConfig } from '@shop/kit';
import { z } from 'zod';

export const configSchema = z.object({
  ...baseConfig,
  SERVICE_NAME: baseConfig.SERVICE_NAME.default('cart'),
  ...redisConfig,
  PRODUCT_URL: z
    .url({ protocol: /^http$/ })
    .default('http://product:8080')
    .describe('the address of the product service (default http://product:8080)'),
});

export type CartConfig = Readonly<z.output<typeof configSchema>>;

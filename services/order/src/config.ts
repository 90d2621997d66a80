import { baseConfig, postgresConfig, redisConfig } from '@shop/kit';
import { z } from 'zod';
import { cardBehaviours } from './payment/card-behaviour.ts';

const upstream = (name: string) =>
  z
    .url({ protocol: /^http$/ })
    .default(`http://${name}:8080`)
    .describe(`the address of the ${name} service (default http://${name}:8080)`);

const behaviours = ['by-card', ...cardBehaviours] as const;

export const configSchema = z.object({
  ...baseConfig,
  SERVICE_NAME: baseConfig.SERVICE_NAME.default('order'),
  ...postgresConfig,
  ...redisConfig,
  REDIS_COMMAND_TIMEOUT_MS: redisConfig.REDIS_COMMAND_TIMEOUT_MS.default(1_000),
  PRODUCT_URL: upstream('product'),
  CART_URL: upstream('cart'),
  PAYMENT_BEHAVIOUR: z
    .enum(behaviours)
    .default('by-card')
    .describe(`how the simulated payment provider behaves, one of ${behaviours.join(', ')} (default by-card)`),
  PAYMENT_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(2_000)
    .describe('the longest wait for the payment provider in milliseconds (default 2000)'),
});

export type OrderConfig = Readonly<z.output<typeof configSchema>>;

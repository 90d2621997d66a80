import { baseConfig } from '@shop/kit';
import { z } from 'zod';

const upstream = (name: string) =>
  z
    .url({ protocol: /^http$/ })
    .default(`http://${name}:8080`)
    .describe(`the address of the ${name} service (default http://${name}:8080)`);

const rate = (fallback: number, whom: string) =>
  z.coerce.number().positive().default(fallback).describe(`calls a second for ${whom} (default ${fallback})`);

export const configSchema = z.object({
  ...baseConfig,
  SERVICE_NAME: baseConfig.SERVICE_NAME.default('gateway'),
  USER_URL: upstream('user'),
  PRODUCT_URL: upstream('product'),
  CART_URL: upstream('cart'),
  ORDER_URL: upstream('order'),
  JWT_ISSUER: z.string().min(1).default('shop').describe('the issuer in access tokens (default shop)'),
  JWT_AUDIENCE: z.string().min(1).default('shop').describe('whom access tokens are for (default shop)'),
  RATE_PER_CLIENT: rate(200, 'one client address'),
  RATE_PER_USER: rate(100, 'one user'),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(5)
    .default(1)
    .describe('how many proxies stand in front (default 1)'),
  RESOLVE_INTERVAL_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(1_000)
    .describe('how often DNS is asked (default 1000)'),
});

export type GatewayConfig = Readonly<z.output<typeof configSchema>>;

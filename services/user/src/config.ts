import { baseConfig, postgresConfig } from '@shop/kit';
import { z } from 'zod';

export const configSchema = z.object({
  ...baseConfig,
  SERVICE_NAME: baseConfig.SERVICE_NAME.default('user'),
  ...postgresConfig,
  JWT_ISSUER: z.string().min(1).default('shop').describe('the name of this issuer in tokens (default shop)'),
  JWT_AUDIENCE: z.string().min(1).default('shop').describe('whom tokens are for (default shop)'),
  JWT_KEY_SECRET: z
    .string()
    .min(32)
    .describe('a random text of at least 32 characters that encrypts the signing keys, such as `openssl rand -hex 24`'),
  JWT_KEY_DAYS: z.coerce.number().min(1).max(365).default(30).describe('days that a key signs (default 30)'),
});

export type UserConfig = Readonly<z.output<typeof configSchema>>;

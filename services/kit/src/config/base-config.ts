import { z } from 'zod';

const port = (fallback: number) =>
  z.coerce.number().int().min(0).max(65_535).default(fallback).describe(`a port from 1 to 65535 (default ${fallback})`);

/** The variables every service has; spread into the service's own `z.object`. Port 0 picks a free one (tests). */
export const baseConfig = {
  SERVICE_NAME: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .describe('the lower-case name of the service, such as "product"'),
  HOST: z.string().min(1).optional().describe('the address to listen on (default: all, as a container needs)'),
  PORT: port(8080),
  INTERNAL_PORT: port(9464),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('one of trace, debug, info, warn, error, fatal, silent (default info)'),
  ARES_FAULTS: z.enum(['on', 'off']).default('off').describe('"on" to allow fault injection, else "off" (default)'),
};

const baseSchema = z.object(baseConfig);
export type BaseConfig = Readonly<z.output<typeof baseSchema>>;

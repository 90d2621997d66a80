import { z } from 'zod';

const positive = (fallback: number, what: string) =>
  z.coerce.number().int().min(1).default(fallback).describe(`${what} (default ${fallback})`);

/** The variables of a service with a database; spread into the service's own `z.object`. */
export const postgresConfig = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe('the address of the database, such as postgres://role:password@postgres:5432/shop'),
  DATABASE_POOL_MAX: positive(10, 'the largest number of connections of this process'),
  DATABASE_CONNECT_TIMEOUT_MS: positive(2_000, 'the longest wait for a connection in milliseconds'),
  DATABASE_STATEMENT_TIMEOUT_MS: positive(5_000, 'the longest run of a statement in milliseconds'),
};

const schema = z.object(postgresConfig);
export type PostgresConfig = Readonly<z.output<typeof schema>>;

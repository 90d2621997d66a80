import { refuseNewerSchema } from '@ares/db';
import { expect, test } from 'vitest';
import { databasePool } from './database-pool.ts';

const variables = {
  DATABASE_HOST: 'db.internal',
  DATABASE_PORT: 5432,
  DATABASE_NAME: 'ares',
  DATABASE_USER: 'ares_heal',
  DATABASE_TLS: 'verify-full',
  DATABASE_POOL: 2,
} as const;

test('signs in as the function’s role, by a new token for each connection, to a server that proves its name', () => {
  const { options } = databasePool(variables);
  expect(options).toMatchObject({ host: 'db.internal', port: 5432, user: 'ares_heal', ssl: true, max: 2 });
  expect(options.password).toBeTypeOf('function');
  expect(options).toMatchObject({ verify: refuseNewerSchema });
});

test('row 52: a connection is verified anew within a minute', () => {
  const { maxLifetimeSeconds = 0 } = databasePool(variables).options;
  expect([maxLifetimeSeconds > 0, maxLifetimeSeconds <= 60]).toEqual([true, true]);
});

test('TLS is off where a database of tests says so, and nowhere else', () =>
  expect(databasePool({ ...variables, DATABASE_TLS: 'off' }).options.ssl).toBe(false));

test('a person is told sooner than the loop', () => {
  const patience = { connectMs: 1, statementMs: 2, lockMs: 3, answerMs: 4 };
  expect(databasePool(variables, { patience }).options).toMatchObject({
    connectionTimeoutMillis: 1,
    statement_timeout: 2,
    lock_timeout: 3,
    query_timeout: 4,
  });
});

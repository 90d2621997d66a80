import { expect, test } from 'vitest';
import { ownerPool } from './owner-pool.ts';

const variables = {
  ARES_FLEET: 'shop',
  DATABASE_HOST: 'db.internal',
  DATABASE_PORT: 5432,
  DATABASE_NAME: 'ares',
  DATABASE_TLS: 'verify-full',
  DATABASE_POOL: 2,
  MASTER_SECRET_ARN: 'arn:secret',
} as const;

test('signs in as the owner, and has the server prove its name', () => {
  const { options } = ownerPool(variables, { username: 'owner', password: 'p', engine: 'postgres' });
  expect(options).toMatchObject({ user: 'owner', password: 'p', host: 'db.internal', ssl: true, max: 2 });
});

test.each([undefined, 'text', { username: 'owner' }, { username: '', password: 'hidden' }])(
  'what is no such secret is refused, without a word of it: %j',
  (secret) => {
    expect(() => ownerPool(variables, secret)).toThrow('the secret arn:secret has no username and password');
  },
);

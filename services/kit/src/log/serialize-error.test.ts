import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { serializeError } from './serialize-error.ts';

test('message, code and stack of an error and its causes are kept', () => {
  const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
  const error = serializeError(new TypeError('query failed', { cause }));
  expect(error).toMatchObject({
    type: 'TypeError',
    message: 'query failed: connection refused',
    code: 'ECONNREFUSED',
  });
  expect(error.stack).toMatch(/^TypeError: query failed\n {4}at [\s\S]*caused by: Error: connection refused\n {4}at /);
});

test('neither parameters of a query nor fields of the driver are written', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    detail: 'Key (email)=(ada@example.com)',
    client: { secretKey: 7 },
  });
  const params = ['ada@example.com', '$argon2id$v=19\nx'];
  const error = serializeError(new DrizzleQueryError('insert into users values ($1, $2)', params, cause));
  expect(error.message).toBe('Failed query: insert into users values ($1, $2): duplicate key');
  expect(JSON.stringify(error)).not.toMatch(/ada@|argon2id|secretKey/);
  expect(error.stack).toContain('    at ');
});

test('a cause that is its own cause ends', () => {
  const error = new Error('round');
  error.cause = error;
  expect(serializeError(error).message).toBe('round: round: round: round: round');
});

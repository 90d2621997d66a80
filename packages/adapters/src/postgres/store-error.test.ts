import { AresError } from '@ares/core';
import { expect, test } from 'vitest';
import { ask, storeError } from './store-error.ts';

const coded = (code: string, message = 'message') => Object.assign(new Error(message), { code });
const wrapped = (cause: unknown) => new Error('Failed query: select 1', { cause });

test.each([
  ['row 15: a full disk', coded('53100', 'could not extend file'), 'its disk is full (could not extend file)'],
  ['row 15: a read-only store', coded('25006'), 'it is read-only'],
  ['a lost connection', coded('08006'), 'its connection broke'],
  ['a server that shuts down', coded('57P01'), 'it is shutting down'],
  ['a session that was idle', coded('57P05'), 'it ended a connection that was idle'],
  ['a query that was too slow', coded('57014'), 'it took too long'],
  ['too many connections', coded('53300'), 'it has no resources left'],
  ['a wrong password', coded('28P01'), 'it refuses the user or password'],
  ['nobody there', coded('ECONNREFUSED'), 'nobody answers there (ECONNREFUSED)'],
  ['a pool that waited in vain', new Error('timeout exceeded when trying to connect'), 'its connection broke'],
  ['a connection that ended', new Error('Connection terminated unexpectedly'), 'its connection broke'],
  ["the driver's error inside drizzle's", wrapped(coded('53100')), 'its disk is full'],
])('%s is the store being unavailable', (_, error, words) => {
  const found = storeError('commit', error);
  expect(found).toMatchObject({ name: 'AresError', code: 'STORE_UNAVAILABLE', retryable: true, cause: error });
  expect(found).toHaveProperty('message', expect.stringContaining(`commit: ${words}`));
});

test.each([
  ['a fenced write', new AresError('FENCED', 'over')],
  ['a broken invariant', coded('23505', 'duplicate key value violates unique constraint')],
  ['a bug', new TypeError('x is not a function')],
  ['no error at all', 'text'],
])('%s stays what it is', async (_, error) => {
  await expect(ask('commit', () => Promise.reject(error))).rejects.toBe(error);
});

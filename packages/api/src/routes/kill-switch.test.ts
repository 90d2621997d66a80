import { START_MS } from '@ares/simulator';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../auth/caller.ts';
import { aFleet } from '../testing/a-fleet.ts';
import { anApi, operator, viewer } from '../testing/an-api.ts';

const PATH = '/api/v1/kill-switch';
const drill = { on: true, reason: ' drill ' };
const as = (caller: Caller) => {
  const fleet = aFleet();
  return { ...anApi(caller, fleet), asked: fleet.asked };
};

test('it is read', async () =>
  expect((await as(viewer).ask(PATH)).body).toEqual({ on: false, by: '', reason: '', sinceMs: 0 }));

test('row 47: it is pulled in the name of the token, and the log has who and why', async () => {
  const { post, asked, lines } = as(operator);
  expect(await post(PATH, drill)).toMatchObject({ status: 200, body: { on: true, by: 'ada', reason: 'drill' } });
  expect(asked).toEqual([['setKillSwitch', true, 'ada', 'drill']]);
  expect(lines).toMatchObject([{ event: 'kill-switch.set', fields: { on: true, by: 'ada', reason: 'drill' } }]);
});

test.each([
  { name: 'another name in the body', body: { ...drill, by: 'root' }, words: 'by' },
  { name: 'no reason', body: { on: true }, words: 'reason' },
  { name: 'an empty reason', body: { on: true, reason: ' ' }, words: 'reason' },
  { name: 'a reason of two lines', body: { on: true, reason: 'a\nb' }, words: 'no control characters' },
  { name: 'a long reason', body: { on: true, reason: 'x'.repeat(501) }, words: 'reason' },
  { name: 'a word for a truth', body: { on: 'yes', reason: 'x' }, words: 'on' },
])('$name is refused', async ({ body, words }) => {
  const { post, asked } = as(operator);
  const answer = await post(PATH, body);
  expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(words)]);
  expect(asked).toEqual([]);
});

describe('security 28: recent authentication', () => {
  const minutesAgo = (minutes: number): Caller => ({ ...operator, signedInAtMs: START_MS - minutes * 60_000 });

  test('a quarter of an hour is recent', async () =>
    expect((await as(minutesAgo(15)).post(PATH, drill)).status).toBe(200));

  test.each([
    { name: 'an older sign-in', caller: minutesAgo(15.1) },
    { name: 'a token that does not say when', caller: { name: 'ada', scopes: operator.scopes } },
  ])('$name has to sign in again', async ({ caller }) => {
    const { post, asked } = as(caller);
    const { status, headers, body } = await post(PATH, drill);
    expect([status, body.error.code]).toEqual([401, 'REAUTHENTICATION_REQUIRED']);
    expect(headers.get('www-authenticate')).toContain('insufficient_user_authentication');
    expect(asked).toEqual([]);
  });

  test('it may be read all the same', async () => expect((await as(minutesAgo(600)).ask(PATH)).status).toBe(200));
});

test('the audit log', async () => {
  const { ask, asked } = as(viewer);
  expect((await ask('/api/v1/audit?limit=3')).body.entries).toMatchObject([{ by: 'ada', what: 'kill switch on' }]);
  expect(asked).toEqual([['audit', 3]]);
});

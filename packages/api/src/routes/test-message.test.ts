import { START_MS } from '@ares/simulator';
import { expect, test } from 'vitest';
import { aFleet } from '../testing/a-fleet.ts';
import { anApi, operator } from '../testing/an-api.ts';

const PATH = '/api/v1/test-message';

test('a test is sent in the name of the token, and the log has who and why', async () => {
  const fleet = aFleet();
  const { post, lines } = anApi(operator, fleet);
  expect(await post(PATH, { reason: ' new webhook ' })).toMatchObject({ status: 200, body: { id: 'test.1' } });
  expect(fleet.asked).toEqual([['sendTest', 'ada', 'new webhook']]);
  expect(lines).toMatchObject([{ event: 'test-message.sent', fields: { by: 'ada', reason: 'new webhook' } }]);
});

test.each([
  { name: 'no reason', body: {}, words: 'reason' },
  { name: 'a reason of two lines', body: { reason: 'a\nb' }, words: 'no control characters' },
  { name: 'another name in the body', body: { reason: 'x', by: 'root' }, words: 'by' },
])('$name is refused, and nothing is sent', async ({ body, words }) => {
  const fleet = aFleet();
  const answer = await anApi(operator, fleet).post(PATH, body);
  expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(words)]);
  expect(fleet.asked).toEqual([]);
});

test('one that follows too soon is told when to try again', async () => {
  const admin = { ...aFleet().admin, sendTest: async () => ({ sent: false, againInMs: 41_200 }) as const };
  const { status, headers, body } = await anApi(operator, { admin }).post(PATH, { reason: 'x' });
  expect([status, headers.get('retry-after'), body.error.code]).toEqual([429, '42', 'TOO_SOON']);
  expect(body.error.remedy).toContain('42 s');
});

test('security 28: it takes a sign-in of the last quarter of an hour', async () => {
  const fleet = aFleet();
  const long = { ...operator, signedInAtMs: START_MS - 16 * 60_000 };
  expect((await anApi(long, fleet).post(PATH, { reason: 'x' })).status).toBe(401);
  expect(fleet.asked).toEqual([]);
});

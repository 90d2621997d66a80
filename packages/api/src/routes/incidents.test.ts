import { anIncident } from '@ares/simulator';
import { expect, test } from 'vitest';
import { aFleet } from '../testing/a-fleet.ts';
import { anApi, viewer } from '../testing/an-api.ts';

const incidents = ['ab1', 'ab2', 'cd3'].map((id, i) => anIncident({ id, detectedAtMs: 1_000 - i }));
const knowing = () => {
  const fleet = aFleet({}, incidents);
  return { ...anApi(viewer, fleet), asked: fleet.asked };
};

test('a full page names the next one, whose cursor leads on from its last incident', async () => {
  const { ask, asked } = knowing();
  const { body } = await ask('/api/v1/incidents?limit=2&service=cart&open=false');
  expect(body.incidents).toEqual(incidents.slice(0, 2));
  await ask(`/api/v1/incidents?before=${body.next}`);
  expect(asked).toEqual([
    ['incidents', { limit: 2, service: 'cart', open: false }],
    ['incidents', { limit: 50, before: { detectedAtMs: 999, id: 'ab2' } }],
  ]);
});

test('the last page names none', async () =>
  expect((await knowing().ask('/api/v1/incidents?limit=4')).body).toEqual({ incidents }));

test.each([
  'limit=0',
  'limit=501',
  'limit=many',
  'limit=1.5',
  'open=maybe',
  'before=!!',
  `before=${Buffer.from('x y').toString('base64url')}`,
  `before=${Buffer.from('99 ').toString('base64url')}`,
  'service=',
  'sevice=cart',
])('?%s is refused, and the store is not asked', async (query) => {
  const { ask, asked } = knowing();
  const { status, body } = await ask(`/api/v1/incidents?${query}`);
  expect([status, body.error.code]).toEqual([400, 'BAD_REQUEST']);
  expect(body.error.message).toContain(query.split('=')[0]);
  expect(asked).toEqual([]);
});

test('the story of one, by the beginning of its id', async () => {
  const { ask } = knowing();
  expect((await ask('/api/v1/incidents/cd')).body).toEqual({ incident: incidents[2], actions: [], timeline: [] });
  expect((await ask('/api/v1/incidents/ab')).status).toBe(409);
  expect((await ask('/api/v1/incidents/ab')).body.error).toMatchObject({ code: 'AMBIGUOUS', ids: ['ab1', 'ab2'] });
  expect((await ask('/api/v1/incidents/x')).body.error.code).toBe('NOT_FOUND');
  expect((await ask(`/api/v1/incidents/${'x'.repeat(129)}`)).status).toBe(400);
});

import { aMemory, anIncident, START_MS } from '@ares/simulator';
import { expect, test } from 'vitest';
import { aFleet, anOverview } from '../testing/a-fleet.ts';
import { anApi, viewer } from '../testing/an-api.ts';

const shard = (hostId: string) => anOverview({ services: [aMemory({ hostId, serviceId: `${hostId}/shop/cart` })] });
const fleet = () => aFleet({ 'shard-0': shard('b'), 'shard-1': shard('a') });

test('all shards are one fleet, and one of them is itself', async () => {
  const { ask } = anApi(viewer, fleet());
  const { body } = await ask('/api/v1/overview');
  expect(body.services.map(({ hostId }: { hostId: string }) => hostId)).toEqual(['a', 'b']);
  expect((await ask('/api/v1/overview?shard=shard-0')).body).toEqual(JSON.parse(JSON.stringify(shard('b'))));
});

test('before the first tick the kill switch is known and nothing else', async () => {
  const { body } = await anApi(viewer, aFleet({})).ask('/api/v1/overview');
  expect(body).toMatchObject({ killSwitch: { on: false }, services: [] });
});

test.each([
  { query: '?shard=gone', status: 404, words: 'no such shard' },
  { query: '?shard=', status: 400, words: 'shard' },
  { query: '?shrad=a', status: 400, words: 'shrad' },
])('$query is $status', async ({ query, status, words }) => {
  const answer = await anApi(viewer, fleet()).ask(`/api/v1/overview${query}`);
  expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(words)]);
});

test('the names of the shards', async () =>
  expect((await anApi(viewer, fleet()).ask('/api/v1/shards')).body).toEqual({ shards: ['shard-0', 'shard-1'] }));

test('what ARES knows of its own health', async () => {
  const down = anIncident({ id: 'down', symptom: 'host-down', service: 'host' });
  const openIncidents = [anIncident(), down];
  const silent = anOverview({ silentHosts: { a: 1 }, policyRejected: 'p.yaml:1: bad', openIncidents });
  const { body } = await anApi(viewer, aFleet({ 'shard-0': silent })).ask('/api/v1/doctor');
  expect(body).toEqual({
    version: '1.2.3',
    nowMs: START_MS,
    killSwitch: { on: false, by: '', reason: '', sinceMs: 0 },
    shards: [
      {
        shard: 'shard-0',
        lastTickAtMs: START_MS,
        silentHosts: { a: 1 },
        hostIncidents: [down],
        policyVersion: 'v1',
        policyRejected: 'p.yaml:1: bad',
        labelProblems: [],
      },
    ],
  });
  expect((await anApi(viewer, aFleet({})).ask('/api/v1/doctor')).body).toMatchObject({ shards: [] });
});

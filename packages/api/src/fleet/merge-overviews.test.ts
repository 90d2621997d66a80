import type { FleetOverview } from '@ares/core';
import { aMemory, anIncident, START_MS } from '@ares/simulator';
import { expect, test } from 'vitest';
import { anOverview } from '../testing/a-fleet.ts';
import { mergeOverviews as merge } from './merge-overviews.ts';

const killSwitch = { on: true, by: 'ada', reason: 'drill', sinceMs: 3 };
const mergeOverviews = (overviews: readonly FleetOverview[]) => merge(overviews, killSwitch);

const shard = (hostId: string, agoMs: number, over: Partial<FleetOverview> = {}) =>
  anOverview({
    lastTickAtMs: START_MS - agoMs,
    services: [aMemory({ hostId, serviceId: `${hostId}/shop/cart` })],
    ...over,
  });

test('one shard is the fleet', () => expect(mergeOverviews([shard('a', 0)])).toEqual({ ...shard('a', 0), killSwitch }));

test('the last tick of a fleet is the oldest of those that keep up', () => {
  const merged = mergeOverviews([shard('a', 0), shard('b', 14_000)]);
  expect(merged).toMatchObject({ lastTickAtMs: START_MS - 14_000, silentHosts: {} });
});

test('a shard that stands still is silent, and hides nothing of the rest', () => {
  const stuck = shard('b', 300_000, { silentHosts: { 'b-2': 7 } });
  const merged = mergeOverviews([stuck, shard('a', 0), anOverview({ services: [], lastTickAtMs: START_MS - 5 })]);
  expect(merged).toMatchObject({ lastTickAtMs: START_MS - 5, silentHosts: { b: START_MS - 300_000, 'b-2': 7 } });
});

test('a shard without any tick yet does not count', () => {
  const { lastTickAtMs: _, ...fresh } = anOverview({ services: [] });
  expect(mergeOverviews([fresh, shard('a', 9)])).toMatchObject({ lastTickAtMs: START_MS - 9, silentHosts: {} });
  expect(mergeOverviews([fresh, fresh])).not.toHaveProperty('lastTickAtMs');
});

test('incidents are newest first, and what is said of the policy is of the newest tick', () => {
  const open = (id: string, detectedAtMs: number) => ({ openIncidents: [anIncident({ id, detectedAtMs })] });
  const merged = mergeOverviews([
    shard('a', 9, { ...open('old', 1), policyVersion: 'old', policyRejected: 'was bad' }),
    shard('b', 0, {
      ...open('new', 2),
      policyVersion: 'new',
    }),
  ]);
  expect(merged.openIncidents.map(({ id }) => id)).toEqual(['new', 'old']);
  expect(merged).toMatchObject({ policyVersion: 'new' });
  expect(merged).not.toHaveProperty('policyRejected');
});

test('no shard is an empty fleet', () =>
  expect(mergeOverviews([])).toEqual({
    killSwitch,
    services: [],
    openIncidents: [],
    decisions: {},
    inFlight: [],
    silentHosts: {},
    labelProblems: [],
  }));

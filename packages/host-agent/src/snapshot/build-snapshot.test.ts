import { parseLabels } from '@ares/config/labels';
import { expect, test } from 'vitest';
import type { Entry } from '../host/container-index.ts';
import { anEvent, anId, exited, someFacts, T0, tell } from '../watch/testing/story.ts';
import { withUnknown } from '../watch/unknown.ts';
import { buildSnapshot } from './build-snapshot.ts';

const entryOf = (facts: Entry['facts']): Entry => {
  const reading = parseLabels(facts.dockerLabels, facts);
  if (reading.kind === 'unmanaged') throw new Error('not managed');
  return { facts, reading };
};
const probe = { atMs: T0, durationMs: 1, outcome: 'ok' } as const;
const snapshotOf = (entries: readonly Entry[], state = tell([]), nowMs = T0 + 1_000) =>
  buildSnapshot({
    hostId: 'h',
    agentStartedAtMs: T0,
    nowMs,
    docker: { ok: true, lastOkAtMs: T0 },
    entries,
    state,
    probesOf: () => [probe],
  });

test('a container is told as the model wants it, without what only the agent needs', () => {
  const facts = someFacts('a', { pid: 4, address: '10.0.0.1' });
  const state = tell([anEvent('create', T0), anEvent('start', T0 + 1)]);
  const [container] = snapshotOf([entryOf(facts)], state).containers;
  const {
    dockerLabels: _1,
    hasHealthcheck: _2,
    stopSignal: _3,
    cgroupParent: _4,
    pid: _5,
    address: _6,
    ...told
  } = facts;
  const labels = { service: 'a', dependsOn: [], health: { kind: 'none' } };
  expect(container).toEqual({ ...told, labels, settling: false, exitsAtMs: [], probes: [probe] });
});

test('labels that cannot be read: the container is reported and left alone', () => {
  const bad = entryOf(someFacts('b', { dockerLabels: { 'ares.service': 'b', 'ares.health': 'x' } }));
  const { containers, invalid } = snapshotOf([entryOf(someFacts('a')), bad]);
  expect(containers.map(({ name }) => name)).toEqual(['shop-a-1']);
  expect(invalid).toEqual([{ containerName: 'shop-b-1', label: 'ares.health', reason: expect.any(String) }]);
});

test('exits of more than ten minutes ago, and probes of what does not run, are left out', () => {
  const state = tell([anEvent('start', T0), anEvent('die', T0 + 5)]);
  const down = [entryOf(exited('a', T0 + 5))];
  expect(snapshotOf(down, state, T0 + 600_005).containers).toMatchObject([{ exitsAtMs: [T0 + 5], probes: [] }]);
  expect(snapshotOf(down, state, T0 + 600_006).containers).toMatchObject([{ exitsAtMs: [] }]);
});

test('intents are told without the time of the signal, unknown intent with the time since when', () => {
  const state = withUnknown(tell([anEvent('pause', T0 + 5)]), T0 + 9);
  expect(snapshotOf([], state)).toMatchObject({ intentUnknownSinceMs: T0 + 9 });
  expect(snapshotOf([], state).intents).toEqual([
    { containerName: 'shop-a-1', containerId: anId('a'), kind: 'pause', atMs: T0 + 5 },
  ]);
});

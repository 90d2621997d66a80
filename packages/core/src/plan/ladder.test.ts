import { aProfile } from '@ares/simulator';
import { expect, test } from 'vitest';
import { anAction, NOW } from '../testing/fixtures.ts';
import { decide, failed } from './testing/scene.ts';

test('row 56: the ladder goes on, then a person, and an effective heal starts it anew', () => {
  const effective = anAction('cart', {
    state: 'finished',
    outcome: 'effective',
    finishedAtMs: NOW - 60_000,
    intendedAtMs: NOW - 70_000,
  });
  expect(decide({ knowledge: { actions: failed(1) } })).toMatchObject({ kind: 'act', action: 'recycle' });
  expect(decide({ knowledge: { actions: failed(2) } })).toMatchObject({ kind: 'act', action: 'recycle' });
  expect(decide({ knowledge: { actions: failed(3) } })).toMatchObject({ kind: 'escalate' });
  expect(decide({ knowledge: { actions: [...failed(3), effective] } })).toMatchObject({
    kind: 'act',
    action: 'restart',
  });
});

test('row 56: one target that used up the budget by itself is a person’s, although each heal worked', () =>
  expect(decide({ knowledge: { actions: failed(12, { outcome: 'effective' }) } })).toMatchObject({
    kind: 'escalate',
    reason: expect.stringContaining('12 heals within 4 h'),
  }));

test('row 56: a host that was busy moves no rung on and uses up no heal; it is asked ever more slowly', () => {
  const busy = { outcome: 'refused', outcomeReason: 'busy' } as const;
  expect(decide({ knowledge: { actions: failed(5, busy) } })).toMatchObject({ kind: 'act', action: 'restart' });
  expect(decide({ knowledge: { actions: failed(5, { outcome: 'refused' }) } })).toMatchObject({ kind: 'escalate' });
  const longAgo = { ...busy, finishedAtMs: NOW - 3_700_000, intendedAtMs: NOW - 3_700_000 };
  expect(decide({ knowledge: { actions: failed(12, longAgo) } })).toMatchObject({ kind: 'act', action: 'restart' });
  expect(decide({ knowledge: { actions: failed(12, busy) } })).toMatchObject({ kind: 'hold', guard: 'blast-radius' });
  const justNow = { ...busy, finishedAtMs: NOW - 1_000 };
  const waits = [1, 2, 5, 9].map((n) => decide({ knowledge: { actions: failed(n, justNow) } }));
  expect(waits.map((wait) => 'retryAtMs' in wait && wait.retryAtMs)).toEqual(
    [10_000, 20_000, 160_000, 300_000].map((ms) => NOW - 1_000 + ms),
  );
});

test('row 25: a missing image is not tried again', () =>
  expect(decide({ knowledge: { actions: failed(1, { outcomeReason: 'image-missing' }) } })).toMatchObject({
    kind: 'escalate',
  }));

test('a stateful service is never recreated', () => {
  const policy = { profiles: { default: aProfile({ stateful: true }) } };
  expect(decide({ policy, knowledge: { actions: failed(2) } })).toMatchObject({ kind: 'act', action: 'restart' });
});

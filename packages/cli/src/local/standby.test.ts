import type { TickReport } from '@ares/core';
import { expect, test } from 'vitest';
import { standbyWatch } from './standby.ts';

const skipped: TickReport = { kind: 'skipped', why: 'lease' };
const done: TickReport = {
  kind: 'done',
  durationMs: 1,
  services: 1,
  verdicts: 0,
  wake: [],
  unanswered: [],
  pace: 'calm',
};

function stage() {
  const clock = { nowMs: 0 };
  const told: string[] = [];
  const watch = standbyWatch({ leaseTtlMs: 15_000, now: () => clock.nowMs, onChange: (state) => told.push(state) });
  const at = (nowMs: number, report: TickReport) => {
    clock.nowMs = nowMs;
    watch.onTick(report);
  };
  return { told, at, watch };
}

test('one that decides from the start has nothing to tell', () => {
  const { told, at } = stage();
  for (const ms of [0, 5_000, 10_000]) at(ms, done);
  expect(told).toEqual([]);
});

test('the lease of one that died is waited out without a word', () => {
  const { told, at } = stage();
  for (const ms of [0, 5_000, 10_000, 15_000]) at(ms, skipped);
  at(16_000, done);
  expect(told).toEqual([]);
});

test('a lease that is renewed is another one’s: told once, and again when this one takes over', () => {
  const { told, at, watch } = stage();
  for (let ms = 0; ms <= 40_000; ms += 5_000) at(ms, skipped);
  expect([told, watch.isStandby()]).toEqual([['standby'], true]);
  at(45_000, done);
  expect([told, watch.isStandby()]).toEqual([['standby', 'decides'], false]);
});

import type { FleetOverview, HealthState, Incident } from '@ares/core';
import { aMemory, anAction, anIncident, START_MS } from '@ares/simulator';
import { expect, test } from 'vitest';
import { changeLines } from './change-lines.ts';

const nothing = { openIncidents: [], inFlight: [], decisions: {}, silentHosts: {}, labelProblems: [] };
const off = { on: false, by: '', reason: '', sinceMs: 0 };
const seen = (over: Partial<FleetOverview> = {}, recent: readonly Incident[] = []) => ({
  overview: { ...nothing, killSwitch: off, services: [aMemory()], ...over },
  recent,
});
const cart = (health: HealthState) => ({ services: [aMemory({ health })] });
const open = anIncident({ id: '0123456789' });
const told = (before: Partial<Incident> | undefined, after: Partial<Incident>) =>
  changeLines(
    seen({ openIncidents: before ? [{ ...open, ...before }] : [] }),
    seen({}, [{ ...open, lastSeenAtMs: START_MS + 1, ...after }]),
  );

test('nothing where nothing has changed', () => {
  const looked = seen({ services: [aMemory({ checkedAtMs: 1 })], lastTickAtMs: 1 }, [open]);
  const later = seen({ services: [aMemory({ checkedAtMs: 2 })], lastTickAtMs: 2 }, [{ ...open, lastSeenAtMs: 2 }]);
  expect(changeLines(looked, later)).toEqual([]);
});

test('a service that changed its state, one that came and one that went', () => {
  expect(changeLines(seen(), seen(cart('DOWN')))).toEqual(['cart: ✓ HEALTHY → ⬣ DOWN']);
  const [both, one] = [[aMemory(), aMemory({ service: 'user' })], [aMemory()]];
  expect(changeLines(seen({ services: one }), seen({ services: both }))).toEqual(['user: ✓ HEALTHY, new']);
  expect(changeLines(seen({ services: both }), seen({ services: one }))).toEqual(['user: no longer there']);
});

test('that all are well again is said once', () =>
  expect(changeLines(seen(cart('DOWN')), seen())).toEqual(['cart: ⬣ DOWN → ✓ HEALTHY', 'The one service is healthy.']));

test.each([
  [undefined, {}, 'crash (exited with code 137)'],
  [{}, { lastDecision: 'act restart 0' }, 'decided: restart, rung 1 of its ladder'],
  [{ lastDecision: 'act restart 0' }, { lastDecision: 'hold storm' }, 'held by the guard storm'],
  [{}, { state: 'healed', closedAtMs: START_MS + 5_500 }, 'HEALED after 6.0 s'],
  [{}, { state: 'escalated', lastDecision: 'escalate ' }, 'ESCALATED: a person is needed'],
  [{ state: 'escalated' }, { state: 'recovered', closedAtMs: START_MS + 500 }, 'RECOVERED after 1.0 s'],
] as const)('an incident from %j to %j', (before, after, words) =>
  expect(told(before, after)).toEqual([`cart: ${words}  (incident 01234567)`]),
);

test('that nothing more is done while an action is in flight is no news', () => {
  const [before, after] = ['act restart 0', 'hold blast-radius'].map((lastDecision) => ({ ...open, lastDecision }));
  const inFlight = [anAction(open)];
  expect(changeLines(seen({ inFlight }, before && [before]), seen({ inFlight }, after && [after]))).toEqual([]);
});

test('an incident that came and went between two looks is told whole', () =>
  expect(told(undefined, { state: 'healed', lastDecision: 'act restart 0', closedAtMs: START_MS }).length).toBe(3));

test('the kill switch, with who and why', () => {
  const on = { ...off, on: true, by: 'ann', reason: 'drill\u001b[2J' };
  expect(changeLines(seen(), seen({ killSwitch: on }))).toEqual(['PAUSED by ann: drill�[2J']);
  expect(changeLines(seen({ killSwitch: on }), seen({ killSwitch: { ...off, by: 'ben' } }))).toEqual([
    'resumed by ben',
  ]);
});

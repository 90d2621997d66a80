import { expect, test } from 'vitest';
import type { ServiceRisk } from '../model/knowledge.ts';
import type { Opinion } from '../model/opinion.ts';
import { riskOf } from './risk.ts';

const MINUTE_MS = 60_000;
const evidence = [
  { feature: 'latencySecondsP95', value: 0.9, expected: '80 ms to 120 ms', words: 'slow', atMs: 0, weight: 1 },
];
const opinion = (minute: number, over: Partial<Opinion> = {}): Opinion => ({
  ...{ atMs: minute * MINUTE_MS, risk: 0.9995, symptom: 'latency', evidence },
  ...over,
});
const usual = (minute: number): Opinion => ({ atMs: minute * MINUTE_MS, risk: 0.2, evidence: [] });

function after(...said: readonly Opinion[]): ServiceRisk | undefined {
  return said.reduce<ServiceRisk | undefined>((before, one) => riskOf(before, one, true, one.atMs).risk, undefined);
}

test('one minute is none, two of three are; and three usual ones end it', () => {
  expect(after(opinion(1))).toMatchObject({ raised: false, risk: 0.9995 });
  expect(after(opinion(1), usual(2), opinion(3))).toMatchObject({ raised: true, symptom: 'latency' });
  const raised = [opinion(1), opinion(2), usual(3), usual(4)];
  expect(after(...raised)).toMatchObject({ raised: true, risk: 0.2, evidence, symptom: 'latency' });
  expect(after(...raised, usual(5))).toEqual({ ...usual(5), raised: false, bits: '000' });
});

test('a risk without a name is known and never raised', () => {
  const { symptom: _, ...nameless } = opinion(1);
  expect(after(nameless, { ...nameless, atMs: 2 * MINUTE_MS })).toMatchObject({ raised: false, risk: 0.9995 });
});

test('while something graver is the matter nothing is raised', () => {
  const before = riskOf(undefined, opinion(1), false, MINUTE_MS).risk;
  expect(riskOf(before, opinion(2), false, 2 * MINUTE_MS).risk).toMatchObject({ raised: false });
});

test('a minute counts once, and what nobody says any more is forgotten', () => {
  const before = after(opinion(1));
  expect(riskOf(before, opinion(1), true, 2 * MINUTE_MS)).toEqual({ risk: before });
  expect(riskOf(before, undefined, true, 6 * MINUTE_MS)).toEqual({ risk: before });
  expect(riskOf(before, undefined, true, 6 * MINUTE_MS + 1)).toEqual({});
});

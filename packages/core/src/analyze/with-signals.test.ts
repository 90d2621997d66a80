import { expect, test } from 'vitest';
import type { HostSignal } from '../model/knowledge.ts';
import type { Verdict } from '../model/symptom.ts';
import { withSignals } from './with-signals.ts';

const verdict = (hostId: string): Verdict => ({
  serviceId: `${hostId}/shop/cart`,
  hostId,
  service: 'cart',
  symptom: 'crash',
  containerName: 'shop-cart-1',
  riskScore: 1,
  weight: 'act',
  evidence: [{ feature: 'exitCode', value: 1, words: 'exited with code 1', atMs: 900 }],
});
const signal = (over: Partial<HostSignal>): HostSignal => ({
  hostId: 'a',
  name: 'StatusCheckFailed',
  value: 1,
  words: 'the status check of EC2 fails',
  atMs: 1_000,
  ...over,
});
const features = (signals: readonly HostSignal[], nowMs = 2_000) =>
  withSignals([verdict('a'), verdict('b')], signals, nowMs).map(({ evidence }) => evidence.map((e) => e.feature));

test('what others say against a host is evidence on its verdicts, and on no other host’s', () => {
  const alarm = signal({ name: 'disk-full', value: 'ALARM', words: 'alarm disk-full: 97 % used' });
  expect(features([signal({}), alarm])).toEqual([
    ['exitCode', 'cloudwatch:StatusCheckFailed', 'cloudwatch:disk-full'],
    ['exitCode'],
  ]);
});

test.each([
  { name: 'an alarm that is OK', over: { name: 'disk-full', value: 'OK' } },
  { name: 'a status check that passes', over: { value: 0 } },
  { name: 'a busy processor, which is no failure by itself', over: { name: 'CPUUtilization', value: 99 } },
])('$name is no evidence', ({ over }) => {
  expect(features([signal(over)])).toEqual([['exitCode'], ['exitCode']]);
});

test('what is older than fifteen minutes is no evidence any more', () => {
  expect(features([signal({})], 901_000)[0]).toHaveLength(2);
  expect(features([signal({})], 901_001)[0]).toHaveLength(1);
});

test('it makes no verdict where there is none, and changes neither weight nor score', () => {
  expect(withSignals([], [signal({})], 2_000)).toEqual([]);
  const [after] = withSignals([verdict('a')], [signal({})], 2_000);
  expect(after).toMatchObject({ weight: 'act', riskScore: 1, symptom: 'crash' });
});

test('a host with many alarms adds a few of them', () => {
  const many = Array.from({ length: 40 }, (_, i) => signal({ name: `alarm-${i}`, value: 'ALARM' }));
  expect(features(many)[0]).toHaveLength(6);
});

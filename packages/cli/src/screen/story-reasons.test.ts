import type { Evidence } from '@ares/core';
import { expect, test } from 'vitest';
import { evidenceLines, rootsOf } from './story-reasons.ts';

const paint = (_: string, text: string) => text;
const latency: Evidence = {
  feature: 'latencySecondsP95',
  value: 0.905,
  expected: '80 ms to 120 ms',
  words: 'p95 latency, mean of the last 3, is 905 ms, usual are 80 ms to 120 ms',
  atMs: 0,
  weight: 0.77,
};
const cpu: Evidence = {
  feature: 'cpuLimitRatio',
  value: 0.61,
  expected: '10 % to 30 %',
  words: 'CPU is 61 %\u001b[2J',
  atMs: 0,
  weight: 0.05,
};
const exit: Evidence = { feature: 'exitCode', value: 137, words: 'exited with code 137', atMs: 0 };
const lines = (evidence: readonly Evidence[], width = 120) => evidenceLines(evidence, { width, paint });

test('each reason has its weight, and the range where its words do not have it', () =>
  expect(lines([latency, cpu])).toEqual([
    '   77 %  p95 latency, mean of the last 3, is 905 ms, usual are 80 ms to 120 ms',
    '    5 %  CPU is 61 %�[2J (expected 10 % to 30 %)',
  ]));

test('what the models say beside another reason stands apart', () =>
  expect(lines([exit, { ...latency, weight: 1, context: true }])).toEqual([
    '  exited with code 137',
    '  the models of the service say beside it:',
    '    100 %  p95 latency, mean of the last 3, is 905 ms, usual are 80 ms to 120 ms',
  ]));

test('other context than that of models has no weight, and is named for what it is', () =>
  expect(lines([exit, { ...exit, words: 'the alarm "disk" is in ALARM', context: true }])).toEqual([
    '  exited with code 137',
    '  known beside it:',
    '    the alarm "disk" is in ALARM',
  ]));

test('words are wrapped beside the weights', () => {
  const wrapped = lines([latency], 40).join('\n').split('\n');
  expect(wrapped.length).toBeGreaterThan(1);
  for (const line of wrapped.slice(1)) expect(line).toMatch(/^ {9}\S/);
});

test('roots are numbered by the names of their services; what tells of none has no lines', () => {
  const roots = [
    { serviceId: 'host-1/shop/store', by: 'metrics', words: 'processor time 95 %\u001b[2J' },
    { serviceId: 'host-1/shop/cart', by: 'objective', words: 'slow' },
  ];
  expect(rootsOf({ kind: 'localized', data: { root: 'host-1/shop/store', roots } })).toEqual([
    '1. store: processor time 95 %�[2J',
    '2. cart: slow',
  ]);
  for (const data of [{ root: 'host-1/shop/store' }, { roots: [] }, undefined, null])
    expect(rootsOf({ kind: 'localized', data })).toEqual([]);
  expect(rootsOf({ kind: 'decided', data: { roots } })).toEqual([]);
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tinyData, tinyFault } from '../testing/tiny-data.ts';
import { loadNezha } from './load-nezha.ts';
import { nezhaMetrics } from './nezha-metrics.ts';

const nezha = loadNezha(join(tinyData(), 'nezha'));

test('pods are all tables but that of the users; columns stand in the order of the metrics', () => {
  expect(Object.keys(nezha.pods)).toEqual(['db', 'web']);
  expect(nezha.pods.web?.rows[1]).toEqual(nezhaMetrics.map((_, j) => 50 + ((j + 3) % 7)));
});

test('calls are those between pods, faults those of the list', () => {
  expect([...nezha.calls]).toEqual([['web', ['db']]]);
  expect(nezha.faults).toEqual([tinyFault]);
});

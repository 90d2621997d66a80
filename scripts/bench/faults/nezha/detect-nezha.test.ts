import { join } from 'node:path';
import { expect, test } from 'vitest';
import { witnessTuning } from '../../../../packages/core/src/analyze/witness/witness-model.ts';
import { tinyData } from '../testing/tiny-data.ts';
import { nSigmaScores, witnessScores } from './detect-nezha.ts';
import { loadNezha } from './load-nezha.ts';
import { nezhaMetrics } from './nezha-metrics.ts';
import { fitStretch } from './score-detection.ts';

const nezha = loadNezha(join(tinyData(), 'nezha'));
const fit = fitStretch(nezha);

test.each([
  { name: 'the witness', scores: witnessScores(nezha, fit, witnessTuning) },
  { name: 'n-sigma', scores: nSigmaScores(nezha, fit) },
])('$name scores the fault above all else, on its pod alone', ({ scores }) => {
  const largest = Math.max(...(scores.db ?? []));
  expect((scores.db?.indexOf(largest) ?? 0) - 30).toBeGreaterThanOrEqual(0);
  expect((scores.db?.indexOf(largest) ?? 0) - 30).toBeLessThan(5);
  expect(Math.max(...(scores.web ?? []))).toBeLessThan(largest / 2);
});

test('no score rests on rows that come later', () => {
  const until = (rows: number) => ({
    ...nezha,
    pods: Object.fromEntries(
      Object.entries(nezha.pods).map(([pod, p]) => [pod, { t: p.t.slice(0, rows), rows: p.rows.slice(0, rows) }]),
    ),
  });
  const early: readonly [number, number] = [0, nezha.pods.db?.t[25] ?? 0];
  const score = (rows: number) => witnessScores(until(rows), early, witnessTuning).db?.[30];
  expect(score(31)).toBe(score(300));
});

test('a family may be left out', () => {
  const memory = nezhaMetrics.filter(({ family }) => family === 'memory');
  expect(Math.max(...(witnessScores(nezha, fit, witnessTuning, memory).db ?? []))).toBeLessThanOrEqual(5);
});

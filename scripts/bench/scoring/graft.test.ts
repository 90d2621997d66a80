import { fitForest, scoreRows } from '@ares/core';
import { expect, test } from 'vitest';
import { asArrays, drawnRows } from './drawn-rows.ts';
import { graft } from './graft.ts';
import { paperUnresolved, peerUnresolved, plainScore } from './plain-score.ts';

const rows = drawnRows(1_025, 4, 1);
const forest = fitForest(rows, { seed: 1, trees: 20 });
const arrays = asArrays(rows);

test('what is grafted answers as its own trees do, but for the package’s own c(n)', () => {
  const scores = graft(forest).predict(arrays);
  for (const [i, row] of arrays.entries()) expect(scores[i]).toBeCloseTo(plainScore(forest, row, peerUnresolved), 12);
});

test('the plain walk is the paper’s score', () => {
  const scores = scoreRows(forest, rows);
  for (const [i, row] of arrays.entries()) expect(scores[i]).toBeCloseTo(plainScore(forest, row, paperUnresolved), 12);
});

import { type ForestTrained, fitForest, rowsOf } from '@ares/core';
import { expect, test } from 'vitest';
import { trainedText } from './train.ts';

const trained = {
  serviceId: 'h/shop/cart',
  columns: ['cpuLimitRatio'] as const,
  forest: fitForest(rowsOf([[1], [2]]), { seed: 1 }),
  rows: 240,
  agreement: 0.931,
  trainedAtMs: 7,
};
const answers: readonly ForestTrained[] = [
  { kind: 'promoted', serviceId: 'h/shop/cart', trained },
  { kind: 'refused', serviceId: 'h/shop/user', reason: 'nothing in its history varies' },
];

test('a line a service: what its model rests on, or why it was not taken', () =>
  expect(trainedText(answers, 200).split('\n')).toEqual([
    '✓ h/shop/cart  240 rows, Spearman 0.93 with an independent forest',
    '✗ h/shop/user  not taken: nothing in its history varies',
  ]));

test('without any history it says so', () => expect(trainedText([], 80)).toContain('nothing to train from'));

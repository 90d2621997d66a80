import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tinyData } from '../testing/tiny-data.ts';
import { quietRowsAt, recallElsewhere, witness } from './detection-figures.ts';
import { loadNezha } from './load-nezha.ts';
import { fitStretch } from './score-detection.ts';

const nezha = loadNezha(join(tinyData(), 'nezha'));

test('quiet rows are those of the last three hours, of all pods', () => {
  const from = fitStretch(nezha)[1];
  const late = nezha.pods.db?.t.map((t) => (t >= from ? 5 : 9)) ?? [];
  const scores = { db: late, web: late.map(() => 0) };
  expect([5, 6].map((limit) => quietRowsAt(nezha, scores, limit))).toEqual([0.5, 0]);
});

test('elsewhere no model sees the slice that sets its limit', () => {
  const asked: (readonly [number, number])[] = [];
  const scorer = witness();
  recallElsewhere(nezha, (data, fit) => {
    asked.push(fit);
    return scorer(data, fit);
  });
  const [start] = fitStretch(nezha);
  expect(asked).toEqual([3, 6, 9].map((hours) => [start, start + hours * 3_600]));
});

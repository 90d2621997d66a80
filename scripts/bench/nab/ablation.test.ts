import { expect, test } from 'vitest';
import { ablationFigures } from './ablation.ts';
import { variants } from './variants.ts';

const STEP_MS = 900_000;
const DAY = 96;
const rows = 12 * DAY;
const MISSED_DAY = 10 * DAY;
const isOffice = (row: number): boolean => row % DAY > 40 && row % DAY < 60;
const isMissed = (row: number): boolean => row >= MISSED_DAY && row < MISSED_DAY + DAY;

test('every variant is scored, and one that a series needs is worse without it', () => {
  const series = {
    name: 'made/up.csv',
    atMs: Float64Array.from({ length: rows }, (_, row) => row * STEP_MS),
    values: Float64Array.from({ length: rows }, (_, row) => (isOffice(row) && !isMissed(row) ? 80 : 20) + (row % 5)),
    spans: [[MISSED_DAY + 40, MISSED_DAY + 62]] as const,
  };
  const figures = ablationFigures([series], () => undefined);
  expect(Object.keys(figures)).toHaveLength(3 * Object.keys(variants).length);
  expect(figures['asItIs.plateau']).toBeGreaterThan(90);
  expect(figures['noDailyPattern.plateau']).toBeLessThan(75);
});

import { expect, test } from 'vitest';
import { calibrationFigures } from './calibration-figures.ts';
import { scored } from './testing/made-up.ts';

test('only rows outside windows and after the warm-up count', () => {
  const { geometry, scores: surprises } = scored({ 3: 99, 20: 5, 45: 99, 60: 7 });
  expect(calibrationFigures([{ geometry, surprises }])).toEqual({
    'quietRowsShareAtRisk0.99': 2 / 65,
    'quietRowsShareAtRisk0.999': 1 / 65,
  });
});

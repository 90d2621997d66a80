import { expect, test } from 'vitest';
import { spreadFigures } from './spread.ts';
import { detectedAt } from './testing/made-up.ts';

test('series that are all alike spread nothing; unlike ones as far as they differ', () => {
  const [all, none] = [detectedAt(40, 70), detectedAt()];
  expect(spreadFigures([all, all], 0.5)).toMatchObject({ 'standard.drawnP5': 100, 'standard.drawnP95': 100 });
  expect(spreadFigures([all, none], 0.5)).toMatchObject({ 'rewardLowFN.drawnP5': 0, 'rewardLowFN.drawnP95': 100 });
});

import { type MovingMean, newMovingMean } from './moving-mean.ts';
import type { Scale } from './settings.ts';
import { newSortedWindow, type SortedWindow } from './sorted-window.ts';

/** What is known of a metric at one scale. */
export interface ScaleMemory {
  readonly scale: Scale;
  readonly mean: MovingMean;
  /** Earlier means, one in `scale.every`. */
  readonly seen: SortedWindow;
}

export const newScaleMemory = (scale: Scale): ScaleMemory => ({
  scale,
  mean: newMovingMean(scale.rows),
  seen: newSortedWindow(scale.memory),
});

import { surpriseOf } from './calibration.ts';
import { pushMean } from './moving-mean.ts';
import { noveltyOf } from './novelty.ts';
import type { ScaleMemory } from './scale-memory.ts';
import type { Scale, Settings } from './settings.ts';
import { pushSorted } from './sorted-window.ts';

/** One scale's view of a sample, as it was when the sample came; the numbers are in the metric's unit. */
export interface Look {
  readonly scale: Scale;
  /** The sample, or the mean. */
  readonly value: number;
  /** The middle 99 % of what was seen, moved to what was expected now; infinite while little was seen. */
  readonly expectedLow: number;
  readonly expectedHigh: number;
  /** Nats; the looks' sum makes the risk. */
  readonly surprise: number;
}

/** A sample and what it was compared with, in the metric's unit; `row` counts samples from 0. */
export interface Compared {
  readonly value: number;
  readonly expected: number;
  readonly row: number;
}

/** How new a sample is at one scale; remembers it afterwards if it is its turn. */
export function lookAt(memory: ScaleMemory, { value, expected, row }: Compared, settings: Settings): Look {
  const { scale, mean, seen } = memory;
  const residual = pushMean(mean, value - expected);
  const effect = Math.max(settings.effectMin, settings.effectShareMin * Math.abs(expected));
  const { distance, low, high } = noveltyOf(seen, residual, effect, scale.enough);
  if (row % scale.every === 0) pushSorted(seen, residual);
  return {
    scale,
    value: expected + residual,
    expectedLow: expected + low,
    expectedHigh: expected + high,
    surprise: surpriseOf(distance),
  };
}

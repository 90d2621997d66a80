import { newDetector, observe } from '../../../packages/core/src/analyze/novelty/detector.ts';
import { type Settings, settingsOf } from '../../../packages/core/src/analyze/novelty/settings.ts';
import { warmUpRows } from './rules.ts';
import type { Series } from './series.ts';

export interface Detected {
  /** Per row, in nats; 0 in the warm-up and for a sample that the detector refused. */
  readonly surprises: Float64Array;
  /** Per row the risk if an alarm begins with it, else 0. */
  readonly scores: Float64Array;
}

/** Runs a fresh detector over a series in time order. */
export function detect({ atMs, values }: Series, settings: Settings): Detected {
  const detector = newDetector(settings);
  const surprises = new Float64Array(values.length);
  const scores = new Float64Array(values.length);
  values.forEach((value, row) => {
    const seen = observe(detector, value, atMs[row] ?? Number.NaN);
    surprises[row] = seen?.surprise ?? 0;
    scores[row] = seen?.alarm ? seen.risk : 0;
  });
  return { surprises, scores };
}

/** Of a series the detector is told how long the warm-up is and, from the rows of it, the usual interval. */
export function settingsFor({ atMs }: Series, over: Partial<Settings> = {}): Settings {
  const rows = warmUpRows(atMs.length);
  return settingsOf({ stepMs: usualStepMs(atMs.subarray(0, rows)), warmUpRows: rows, ...over });
}

/** The median difference of neighbours in time. */
function usualStepMs(atMs: Float64Array): number {
  const steps = atMs
    .subarray(1)
    .map((at, index) => at - (atMs[index] ?? 0))
    .filter((step) => step > 0);
  return steps.toSorted()[steps.length >> 1] ?? 300_000;
}

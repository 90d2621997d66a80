import type { EpochMs } from '../../model/time.ts';
import type { Detector, Observation } from '../novelty/detector.ts';
import { reasonsOf } from '../novelty/reasons.ts';
import { inUnit } from '../witness/in-unit.ts';
import { serviceMetrics } from '../witness/service-metrics.ts';
import type { Look, Reason } from './look.ts';

/** A detector with what it said of this minute. */
export interface Observed {
  /** Place of its metric in the row. */
  readonly j: number;
  readonly detector: Detector;
  readonly observation: Observation;
}

/**
 * The metric that is least like all it ever was. The most surprising of several is so by chance, too, which is set off.
 * @returns undefined while all detectors warm up
 */
export function noveltyLook(observed: readonly Observed[], atMs: EpochMs): Look | undefined {
  const warm = observed.filter(({ detector }) => detector.rows > detector.settings.warmUpRows);
  const [oddest] = warm.toSorted((a, b) => b.observation.surprise - a.observation.surprise);
  if (oddest === undefined) return undefined;
  const nats = Math.max(0, oddest.observation.surprise - Math.log(warm.length));
  return { nats, reasons: () => (nats === 0 ? [] : reasonsFor(oddest, atMs)) };
}

function reasonsFor({ j, detector, observation }: Observed, atMs: EpochMs): readonly Reason[] {
  const metric = serviceMetrics[j];
  if (metric === undefined) return [];
  const written = (value: number): string => inUnit(value, metric.unit);
  return reasonsOf(observation, detector, written).map((reason) => ({
    feature: metric.name,
    value: reason.value,
    expected: `${written(reason.expectedLow)} to ${written(reason.expectedHigh)}`,
    words: `${metric.title}: ${reason.words}`,
    atMs,
    weight: reason.weight,
    isAbove: reason.value > reason.expectedHigh,
  }));
}

import type { Evidence } from '../../model/symptom.ts';

/** One reason of a look. */
export interface Reason extends Evidence {
  readonly weight: number;
  /** Whether it is higher than expected. */
  readonly isAbove: boolean;
}

/** One way to look at a minute. */
export interface Look {
  /** How unlikely it finds the minute: e^-nats is the share of quiet ones that look at least so unlikely. */
  readonly nats: number;
  /** The heaviest first; weights add up to 1. Asked for only where somebody reads them. */
  readonly reasons: () => readonly Reason[];
}

/** Parts that are shares of their sum. */
export function weighed<T>(parts: readonly T[], partOf: (part: T) => number): readonly (T & { weight: number })[] {
  const sum = parts.reduce((total, part) => total + partOf(part), 0);
  return parts.map((part) => ({ ...part, weight: partOf(part) / sum })).toSorted((a, b) => b.weight - a.weight);
}

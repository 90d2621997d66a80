import { type Detector, type Observation, observe } from '../detector.ts';

export const STEP_MS = 300_000;
export const DAY_ROWS = 288;

export type Sample = readonly [value: number, atMs: number];

/** 0..1, the same for the same row. */
export function noise(row: number): number {
  const wide = Math.sin(row * 12.9898) * 43_758.5453;
  return wide - Math.floor(wide);
}

/** A daily wave with noise. */
export const quiet = (row: number): number => 50 + 10 * Math.sin((row * 2 * Math.PI) / DAY_ROWS) + noise(row);

export const series = (rows: number, value: (row: number) => number = quiet): readonly Sample[] =>
  Array.from({ length: rows }, (_, row) => [value(row), (row + 1) * STEP_MS]);

export const feed = (detector: Detector, samples: readonly Sample[]): readonly (Observation | undefined)[] =>
  samples.map(([value, atMs]) => observe(detector, value, atMs));

/** Rows at which an alarm began. */
export const alarmsIn = (seen: readonly (Observation | undefined)[]): readonly number[] =>
  seen.flatMap((one, row) => (one?.alarm ? [row] : []));

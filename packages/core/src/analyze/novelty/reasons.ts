import type { Detector, Observation } from './detector.ts';
import type { Look } from './look.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Why a metric's risk is what it is: one scale's part in it. */
export interface Reason {
  readonly scale: Look['scale']['name'];
  /** In the metric's unit, like the range it was expected in. */
  readonly value: number;
  readonly expectedLow: number;
  readonly expectedHigh: number;
  /** Share of the surprise, 0..1; all reasons of a sample add up to 1. */
  readonly weight: number;
  readonly words: string;
}

/**
 * The reasons of a risk, the heaviest first; none where nothing surprises.
 * @param detector as it was when it made the observation, or is now
 * @param written a value with its unit, as a person reads it
 * @default written four digits without a unit
 */
export function reasonsOf(
  { looks }: Observation,
  detector: Detector,
  written: (value: number) => string = fourDigits,
): readonly Reason[] {
  const total = looks.reduce((sum, { surprise }) => sum + surprise, 0);
  const known = knownFor(detector);
  return looks
    .filter(({ surprise }) => surprise > 0)
    .toSorted((a, b) => b.surprise - a.surprise)
    .map((look) => ({
      scale: look.scale.name,
      value: look.value,
      expectedLow: look.expectedLow,
      expectedHigh: look.expectedHigh,
      weight: look.surprise / total,
      words: `${subjectOf(look, detector)}, ${written(look.value)}, ${verdictOn(look, written)} ${known}`,
    }));
}

const fourDigits = (value: number): string => String(Number(value.toPrecision(4)));

const subjectOf = ({ scale }: Look, { settings }: Detector): string =>
  scale.rows === 1 ? 'the sample' : `the mean of the last ${duration(scale.rows * settings.stepMs)}`;

function verdictOn({ value, expectedLow, expectedHigh }: Look, written: (value: number) => string): string {
  const range = `${written(expectedLow)} to ${written(expectedHigh)}`;
  if (value > expectedHigh) return `is above the ${range} expected after`;
  if (value < expectedLow) return `is below the ${range} expected after`;
  return `is within the ${range} expected, but nearly nothing was as near it in`;
}

/** How long the memory reaches back. */
function knownFor({ rows, settings }: Detector): string {
  const reach = Math.max(...settings.scales.map(({ memory, every }) => memory * every));
  return `the last ${duration(Math.min(rows, reach) * settings.stepMs)}`;
}

function duration(ms: number): string {
  if (ms < 2 * HOUR_MS && ms !== HOUR_MS) return plural(ms / MINUTE_MS, 'minute');
  return ms < 48 * HOUR_MS ? plural(ms / HOUR_MS, 'hour') : plural(ms / (24 * HOUR_MS), 'day');
}

function plural(count: number, unit: string): string {
  const rounded = Math.round(count);
  return rounded === 1 ? unit : `${rounded} ${unit}s`;
}

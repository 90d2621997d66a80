import { type Figures, percentile } from '../bench.ts';

/** Sums since some start, by name */
export type Counted = Readonly<Record<string, number>>;

/** How much of each was counted in a round, on average. */
export const perRound = (before: Counted, after: Counted, rounds: number): Figures =>
  Object.fromEntries(Object.entries(after).map(([name, sum]) => [name, (sum - (before[name] ?? 0)) / rounds]));

interface Round {
  readonly durationMs: number;
  readonly cpuMs: number;
}

export function timesOf(rounds: readonly Round[]): Figures {
  const durations = rounds.map(({ durationMs }) => durationMs);
  const cpu = rounds.map(({ cpuMs }) => cpuMs);
  return {
    msP50: percentile(durations, 0.5),
    msP95: percentile(durations, 0.95),
    msMax: Math.max(...durations),
    cpuMsP50: percentile(cpu, 0.5),
    cpuMsP95: percentile(cpu, 0.95),
  };
}

export const prefixed = (prefix: string, figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}.${name}`, value]));

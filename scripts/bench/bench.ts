import type { Flags, FlagValues } from './flags.ts';

/** A figure's name carries its unit: `crash.detectedMsP95`, `gateway.ratio`. */
export type Figures = Readonly<Record<string, number>>;

export interface Goal {
  readonly op: '<=' | '>=' | '==';
  readonly value: number;
}

export interface Bench {
  readonly name: string;
  /** One line for `--list`. */
  readonly about: string;
  readonly goals: Readonly<Record<string, Goal>>;
  /** What each figure is measured against, for the readable table. */
  readonly peers?: Readonly<Record<string, string>>;
  /** What the bench takes besides `--json`. */
  readonly flags?: Flags;
  /**
   * @param say progress, on stderr
   * @param flags those of the command line, checked against `flags`
   */
  run(say: (line: string) => void, flags: FlagValues): Promise<Figures>;
}

/** True if every goal has its figure and the figure meets it. */
export const isMet = (figures: Figures, goals: Bench['goals']): boolean =>
  Object.entries(goals).every(([name, goal]) => meets(figures[name], goal));

export function meets(figure: number | undefined, { op, value }: Goal): boolean {
  if (figure === undefined || Number.isNaN(figure)) return false;
  if (op === '==') return figure === value;
  return op === '<=' ? figure <= value : figure >= value;
}

/**
 * Nearest-rank percentile.
 * @param values any order; empty gives NaN
 * @param share 0..1
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

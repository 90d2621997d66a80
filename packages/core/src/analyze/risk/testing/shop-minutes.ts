import type { MinuteRow } from '../../../model/minute-rows.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** About normal, 0 in the middle and 1 wide; the same for the same minute and series. */
export function noise(minute: number, series: number): number {
  let sum = 0;
  for (let k = 1; k <= 12; k += 1) {
    const wide = Math.sin(minute * 12.9898 + series * 78.233 + k * 37.719) * 43_758.5453;
    sum += wide - Math.floor(wide);
  }
  return sum - 6;
}

export interface Fault {
  /** Minutes, the last one not with it. */
  readonly from: number;
  readonly to: number;
  /** Factors of CPU, memory, latency, errors and requests. */
  readonly factors: readonly number[];
}

/**
 * A minute of a service whose load has a daily wave, and whose other metrics follow it with noise of their own.
 * @param seed services differ by it
 */
export function shopMinute(minute: number, seed: number, fault?: Fault): MinuteRow {
  const wave = 1 + 0.5 * Math.sin((minute * 2 * Math.PI) / DAY_MINUTES);
  const spread = (share: number, series: number): number => Math.exp(share * noise(minute, series + 10 * seed));
  const requests = 20 * wave * spread(0.1, 1);
  const values = [
    0.01 * requests * spread(0.1, 2),
    0.4 + 0.02 * noise(Math.floor(minute / 30), 3 + 10 * seed) + 0.005 * noise(minute, 4 + 10 * seed),
    0.03 * (1 + requests / 60) * spread(0.15, 5),
    Math.max(0, 0.002 * noise(minute, 6 + 10 * seed)),
    requests,
  ];
  const isFaulty = fault !== undefined && minute >= fault.from && minute < fault.to;
  const measured = values.map((value, j) => Number((value * (isFaulty ? (fault.factors[j] ?? 1) : 1)).toPrecision(3)));
  return [minute * MINUTE_MS, ...measured];
}

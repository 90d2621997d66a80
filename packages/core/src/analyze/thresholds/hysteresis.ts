import type { Hysteresis } from '../../model/knowledge.ts';
import type { EpochMs } from '../../model/time.ts';

/** A limit that is passed for good: raised at `raise` of the last `of` samples, cleared at `clear` of them. */
export interface HysteresisRule {
  readonly of: number;
  readonly raise: number;
  /** Below `raise`; where it is one less, the state before does not matter. */
  readonly clear: number;
}

export const hitsOf = (bits: string): number => bits.replaceAll('0', '').length;

/** The bits with one more; `of` are kept. */
export const pushHit = (bits: string, isHit: boolean, { of }: HysteresisRule): string =>
  `${bits}${isHit ? '1' : '0'}`.slice(-of);

export const isRaised = (bits: string, before: boolean, { raise, clear }: HysteresisRule): boolean =>
  hitsOf(bits) >= (before ? clear + 1 : raise);

/** Counts one sample. */
export function countHit(
  before: Hysteresis | undefined,
  isHit: boolean,
  atMs: EpochMs,
  rule: HysteresisRule,
): Hysteresis {
  if (before !== undefined && atMs <= before.atMs) return before;
  const bits = pushHit(before?.bits ?? '', isHit, rule);
  return { bits, raised: isRaised(bits, before?.raised ?? false, rule), atMs };
}

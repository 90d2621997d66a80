import type { EpochMs } from '../../model/time.ts';

/** A time in which a host was not itself. */
export interface Trouble {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** An incident casts its shadow before it is found and after it is over. */
const MARGIN_MS = 300_000;

/** Whether nothing was the matter on the host: one sick service changes its neighbours too. */
export const isQuiet = (atMs: EpochMs, troubles: readonly Trouble[]): boolean =>
  !troubles.some(({ fromMs, toMs }) => atMs >= fromMs - MARGIN_MS && atMs <= toMs + MARGIN_MS);

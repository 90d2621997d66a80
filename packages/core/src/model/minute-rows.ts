import type { EpochMs } from './time.ts';

/** When a minute began, and the mean of each modelled feature in it; null where nothing was measured. */
export type MinuteRow = readonly [EpochMs, ...(number | null)[]];

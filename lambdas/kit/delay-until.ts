import type { EpochMs } from '@ares/core';

const DELAY_SECONDS_MAX = 900;

/** The delay of a message that is meant for a time: never too early, and at once where that time is over. */
export const delayUntil = (atMs: EpochMs, nowMs: EpochMs): number =>
  Math.min(DELAY_SECONDS_MAX, Math.max(0, Math.ceil((atMs - nowMs) / 1_000)));

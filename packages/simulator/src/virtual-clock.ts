import type { Clock, EpochMs } from '@ares/core';

export interface VirtualClock extends Clock {
  advance(ms: number): void;
  /** Also backwards: clocks do that. */
  set(nowMs: EpochMs): void;
}

/** Time that stands still until a test moves it. */
export function virtualClock(startMs: EpochMs = 1_800_000_000_000): VirtualClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance(ms) {
      nowMs += ms;
    },
    set(ms) {
      nowMs = ms;
    },
  };
}

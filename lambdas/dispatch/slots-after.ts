import { SLOT_MS } from '@ares/config/aws';
import type { EpochMs } from '@ares/core';

const MINUTE_MS = 60_000;

/** The slots of the minute after the one that a schedule event is of: for a late or repeated event the same. */
export function slotsAfter(scheduledMs: EpochMs): readonly EpochMs[] {
  const nextMinuteMs = (Math.floor(scheduledMs / MINUTE_MS) + 1) * MINUTE_MS;
  return Array.from({ length: MINUTE_MS / SLOT_MS }, (_, i) => nextMinuteMs + i * SLOT_MS);
}

import { SLOT_MS, type TickMessage } from '@ares/config/aws';
import type { EpochMs } from '@ares/core';

const AGE_MAX_MS = 2 * SLOT_MS;

/**
 * Row 11: what waited for more than two ticks wakes nobody. An alarm stays evidence with its own time, however late
 * it comes.
 */
export function isStale(message: TickMessage, nowMs: EpochMs): boolean {
  if (message.kind === 'alarm') return false;
  return nowMs - (message.kind === 'slot' ? message.slotMs : message.atMs) > AGE_MAX_MS;
}

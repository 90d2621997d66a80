import type { EpochMs } from '@ares/core';
import * as z from 'zod';

const MINUTE_MS = 60_000;

const moment = z.iso.datetime({ offset: true });
const scheduled = z.object({ time: z.string() });

/**
 * The time that the schedule meant, from which the slots follow: the same for an event that is late or comes twice.
 * Where a scheduler left its placeholder as it is, this minute is the best guess.
 * @throws ZodError for an event that is no schedule's: without its time the slots would move
 */
export function scheduleTime(event: unknown, nowMs: EpochMs): EpochMs {
  const { data } = moment.safeParse(scheduled.parse(event).time);
  return data === undefined ? Math.floor(nowMs / MINUTE_MS) * MINUTE_MS : Date.parse(data);
}

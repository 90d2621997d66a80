import type { EpochMs } from '@ares/core';
import * as z from 'zod';

/** EventBridge and its Scheduler alike send the time that was meant, however late they are. */
const scheduled = z.object({ time: z.iso.datetime({ offset: true }) });

/** @throws ZodError for an event that is no schedule's: without its time the slots would move */
export const scheduleTime = (event: unknown): EpochMs => Date.parse(scheduled.parse(event).time);

import type { TickReport } from '@ares/core';
import { lastLook } from '../heal/follow-round.ts';
import { drainOutbox } from './drain-outbox.ts';
import { measureOldestTick } from './oldest-tick.ts';
import type { TickDesk } from './tick-desk.ts';
import { wakeAgain } from './wake-again.ts';

type Done = Extract<TickReport, { readonly kind: 'done' }>;

/**
 * What a tick leads to. Each part may be lost: the next tick wakes what is still intended, a slot has what nobody
 * answers for looked at, and the outbox keeps what was not taken over.
 */
export async function afterTick(
  desk: TickDesk,
  shard: string,
  report: Done,
  { isSlot }: { readonly isSlot: boolean },
): Promise<void> {
  const { ports, measure } = desk;
  const { durationMs, services, verdicts, wake, unanswered, pace } = report;
  ports.log.info('tick.completed', { shard, durationMs, services, verdicts, intents: wake.length, pace });
  measure('TicksCompleted', 1);
  measure('TickDurationMs', durationMs);
  const looks = isSlot ? unanswered.map((actionId) => ({ body: lastLook(actionId) })) : [];
  await desk.actions.send([...wake.map((actionId) => ({ body: { kind: 'act' as const, actionId } })), ...looks]);
  await desk.ticks.send(wakeAgain(shard, pace, ports.clock.now()));
  await drainOutbox(desk);
  if (isSlot) await measureOldestTick(desk);
}

import { SLOT_MS, type SlotMessage, type TickMessage } from '@ares/config/aws';
import { AresError, type Lease, type TickReport, tick } from '@ares/core';
import { afterTick } from './after-tick.ts';
import type { TickDesk } from './tick-desk.ts';
import { tickKey, wakeAgain } from './wake-again.ts';

/** Longer than a tick takes; for so long nobody decides after one was killed in the midst of it. */
const LEASE_TTL_MS = 20_000;
/** Between the few seconds of a tick that is well and the distance of two slots. */
const OVERRUN_MS = SLOT_MS / 2;

/**
 * One tick of one shard, whatever number of fresh messages asked for it.
 * @throws AresError STORE_UNAVAILABLE: nothing was sent, because nothing could be stored, and the messages come again.
 *   The lease is then left to run out, since writes of this decider may still be under way.
 */
export async function tickShard(desk: TickDesk, shard: string, fresh: readonly TickMessage[]): Promise<void> {
  const { knowledge } = desk.ports;
  const lease = await knowledge.acquireLease(shard, desk.holder, LEASE_TTL_MS);
  const report: TickReport = lease ? await decide(desk, lease, fresh) : { kind: 'skipped', why: 'lease' };
  if (lease && !(report.kind === 'skipped' && report.why === 'fenced'))
    await knowledge.releaseLease(shard, desk.holder);
  if (report.kind === 'done') await afterTick(desk, shard, report, { isSlot: slotsOf(fresh).length > 0 });
  else await skip(desk, shard, report.why, fresh);
}

const slotsOf = (messages: readonly TickMessage[]): readonly SlotMessage[] =>
  messages.filter((message) => message.kind === 'slot').toSorted((a, b) => b.slotMs - a.slotMs);

/** The newest slot decides, and where that was decided before, the first wake that was not. */
async function decide(desk: TickDesk, lease: Lease, fresh: readonly TickMessage[]): Promise<TickReport> {
  const [slot] = slotsOf(fresh);
  const wakes = fresh.filter(({ kind }) => kind !== 'slot');
  try {
    if (slot) await takeIn(desk, lease, slot);
    for (const message of slot ? [slot, ...wakes] : wakes) {
      const { shard, holder } = lease;
      const report = await tick(desk.ports, { shard, holder, key: tickKey(message), leaseTtlMs: LEASE_TTL_MS });
      if (report.kind === 'done' || report.why !== 'duplicate') return report;
    }
    return { kind: 'skipped', why: 'duplicate' };
  } catch (error) {
    if (error instanceof AresError && error.code === 'FENCED') return { kind: 'skipped', why: 'fenced' };
    throw error;
  }
}

/** What `dispatch` saw of the shard. */
async function takeIn({ roster, signals, ports, measure }: TickDesk, lease: Lease, slot: SlotMessage): Promise<void> {
  measure('TickAgeMs', Math.max(0, ports.clock.now() - slot.slotMs));
  await roster.adopt(lease, slot.hosts);
  if (slot.signals.length > 0) await signals.record(slot.signals);
}

/**
 * Row 9: a slot that meets a running tick is skipped, and counted where that tick is no short look of a moment ago, as
 * wakes have them, but runs on into the slot. Where a wake is skipped, the shard is looked at again soon, since what it
 * is about may have come after that tick read its host; of many wakes that becomes one look.
 */
async function skip(
  desk: TickDesk,
  shard: string,
  why: 'lease' | 'duplicate' | 'fenced',
  fresh: readonly TickMessage[],
): Promise<void> {
  const { ports, ticks, measure } = desk;
  ports.log.info('tick.skipped', { shard, why, keys: fresh.map(tickKey) });
  if (why === 'duplicate') return;
  if (slotsOf(fresh).length > 0 && (await runsOn(desk, shard))) measure('TicksSkipped', 1);
  if (fresh.some(({ kind }) => kind !== 'slot')) await ticks.send(wakeAgain(shard, 'in-flight', ports.clock.now()));
}

/** Counted as running on where the store does not answer: a skip is never a message that failed. */
async function runsOn({ roster }: TickDesk, shard: string): Promise<boolean> {
  const ages = await roster.tickAgesMs([shard]).catch(() => undefined);
  return ages === undefined || (ages.get(shard) ?? 0) > OVERRUN_MS;
}

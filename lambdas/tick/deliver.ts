import { alarmSignals } from '@ares/adapters/aws';
import { type TickMessage, tickMessage } from '@ares/config/aws';
import { isStale } from './is-stale.ts';
import { route } from './route.ts';
import type { TickDesk } from './tick-desk.ts';
import { tickShard } from './tick-shard.ts';
import { tickKey } from './wake-again.ts';

export interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
}

interface Routed {
  readonly messageId: string;
  readonly message: TickMessage;
  readonly shard: string;
}

/**
 * One tick a shard for all messages that are about it.
 * @returns why messages failed, by their id: each that cannot be read, and all of a shard whose tick failed; the
 *   others go on
 */
export async function deliver(desk: TickDesk, records: readonly QueueRecord[]): Promise<ReadonlyMap<string, Error>> {
  const failed = new Map<string, Error>();
  const fail = (messageIds: readonly string[], error: unknown): void => {
    for (const id of messageIds) failed.set(id, error instanceof Error ? error : new Error(String(error)));
  };
  const routing = records.map((record) =>
    routed(desk, record).catch((error: unknown) => {
      fail([record.messageId], error);
      return [];
    }),
  );
  const shards = Map.groupBy((await Promise.all(routing)).flat(), ({ shard }) => shard);
  const ticking = [...shards].map(([shard, ofShard]) =>
    tickShard(
      desk,
      shard,
      ofShard.map(({ message }) => message),
    ).catch((error: unknown) => {
      desk.measure('TicksFailed', 1);
      fail(
        ofShard.map(({ messageId }) => messageId),
        error,
      );
    }),
  );
  await Promise.all(ticking);
  return failed;
}

/** What is too late is dropped before anybody is asked for its shard. */
async function routed(desk: TickDesk, record: QueueRecord): Promise<readonly Routed[]> {
  const { messageId, body } = record;
  const message = tickMessage.parse(JSON.parse(body));
  if (isStale(message, desk.ports.clock.now())) {
    drop(desk, message, Number(record.attributes.ApproximateReceiveCount));
    return [];
  }
  const shards = await route(desk, message);
  if (message.kind === 'alarm' && shards.length > 0) await desk.signals.record(alarmSignals(message));
  return shards.map((shard) => ({ messageId, message, shard }));
}

/**
 * Counts slots that nobody tried in time: one that comes back was counted when it failed or was throttled. Wakes are
 * an extra, and what they missed a slot sees.
 */
function drop({ ports, measure }: TickDesk, message: TickMessage, receives: number): void {
  ports.log.warn('tick.dropped', { key: tickKey(message), receives });
  if (message.kind === 'slot' && receives <= 1) measure('TicksDropped', 1);
}

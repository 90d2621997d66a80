import { alarmSignals } from '@ares/adapters/aws';
import { type TickMessage, tickMessage } from '@ares/config/aws';
import { route } from './route.ts';
import type { TickDesk } from './tick-desk.ts';
import { tickShard } from './tick-shard.ts';

export interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
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

async function routed(desk: TickDesk, { messageId, body }: QueueRecord): Promise<readonly Routed[]> {
  const message = tickMessage.parse(JSON.parse(body));
  const shards = await route(desk, message);
  if (message.kind === 'alarm' && shards.length > 0) await desk.signals.record(alarmSignals(message));
  return shards.map((shard) => ({ messageId, message, shard }));
}

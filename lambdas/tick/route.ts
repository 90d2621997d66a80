import { alarmSignals } from '@ares/adapters/aws';
import type { TickMessage } from '@ares/config/aws';
import type { TickDesk } from './tick-desk.ts';

/** The shards that a message is for: none for a host that no slot has named yet, whose first slot is at most 15 s off. */
export async function route(
  { roster, ports }: Pick<TickDesk, 'ports'> & { readonly roster: Pick<TickDesk['roster'], 'shardOf'> },
  message: TickMessage,
): Promise<readonly string[]> {
  if (message.kind !== 'alarm' && message.shard !== undefined) return [message.shard];
  const hosts = hostsOf(message);
  const shards = await Promise.all(hosts.map((hostId) => roster.shardOf(hostId)));
  const found = [...new Set(shards.flatMap((shard) => shard ?? []))];
  if (found.length === 0) ports.log.info('tick.not-placed', { kind: message.kind, hosts });
  return found;
}

function hostsOf(message: TickMessage): readonly string[] {
  if (message.kind === 'alarm') return [...new Set(alarmSignals(message).map(({ hostId }) => hostId))];
  return message.kind === 'wake' && message.hostId !== undefined ? [message.hostId] : [];
}

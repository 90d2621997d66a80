import type { QueueMessage } from '@ares/adapters/aws';
import type { TickMessage, WakeMessage } from '@ares/config/aws';
import type { EpochMs, TickReport } from '@ares/core';
import { delayUntil } from '../kit/delay-until.ts';

type Pace = Extract<TickReport, { readonly kind: 'done' }>['pace'];

const IN_FLIGHT_MS = 2_000;
const HELD_MS = 5_000;

/**
 * The next look at a shard where something is going on; where nothing is, the next slot is soon enough. Looks fall on
 * whole multiples of their distance, so that the wakes of several ticks have the same key and are one.
 */
export function wakeAgain(shard: string, pace: Pace, nowMs: EpochMs): readonly QueueMessage<WakeMessage>[] {
  if (pace === 'calm') return [];
  const everyMs = pace === 'in-flight' ? IN_FLIGHT_MS : HELD_MS;
  const atMs = Math.ceil((nowMs + everyMs) / everyMs) * everyMs;
  return [{ body: { kind: 'wake', shard, reason: pace, atMs }, delaySeconds: delayUntil(atMs, nowMs) }];
}

/** One decision a key. A host's events are told apart, what ARES sends itself for the same moment is not. */
export function tickKey(message: TickMessage): string {
  if (message.kind === 'slot') return `slot/${message.slotMs}`;
  if (message.kind === 'alarm') return `alarm/${message.name}/${message.time}`;
  return `wake/${message.hostId ?? ''}/${message.reason}/${message.atMs}`;
}

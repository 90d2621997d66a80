import { HOST_EVENT_SOURCE, HOST_EVENT_TYPE } from '@ares/config/aws';
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Wake } from '../wake/wake-bus.ts';
import type { WakeSender } from './event-publisher.ts';

export interface EventTarget {
  readonly bus: string;
  readonly region: string;
  /** Value of the instance's tag `ares:fleet`. */
  readonly fleetTag: string;
}

const TIMEOUT_MS = 5_000;
const ATTEMPTS_MAX = 2;

/** Loads the SDK, which an agent without a bus never does: it would be the larger part of its memory. */
export async function eventBridgeSender(target: EventTarget, hostId: string): Promise<WakeSender> {
  const { EventBridgeClient, PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
  const client = new EventBridgeClient({ region: target.region, maxAttempts: ATTEMPTS_MAX });
  return async (wakes) => {
    const command = new PutEventsCommand({ Entries: wakes.map((wake) => entryOf(wake, target, hostId)) });
    const { Entries = [] } = await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
    return Entries.flatMap(({ ErrorCode, ErrorMessage }) => (ErrorCode ? [`${ErrorCode}: ${ErrorMessage}`] : []));
  };
}

const entryOf = (wake: Wake, { bus, fleetTag }: EventTarget, hostId: string): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: HOST_EVENT_SOURCE,
  DetailType: HOST_EVENT_TYPE,
  Time: new Date(wake.atMs),
  Detail: JSON.stringify({ fleet: fleetTag, hostId, ...wake }),
});

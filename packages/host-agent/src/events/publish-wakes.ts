import type { AgentLog } from '../log.ts';
import type { WakeBus } from '../wake/wake-bus.ts';
import { type EventTarget, eventBridgeSender } from './event-bridge-sender.ts';
import { type EventPublisher, eventPublisher } from './event-publisher.ts';

const silent: EventPublisher = { publish() {}, figures: () => ({ sent: 0, failed: 0 }), stop() {} };

/** Passes every wake on to the bus that is named; where none is, to nobody. */
export async function publishWakes(
  wakes: Pick<WakeBus, 'subscribe'>,
  target: EventTarget | undefined,
  hostId: string,
  log: AgentLog,
): Promise<EventPublisher> {
  if (!target) return silent;
  const publisher = eventPublisher(await eventBridgeSender(target, hostId), log);
  wakes.subscribe((wake) => publisher.publish(wake));
  return publisher;
}

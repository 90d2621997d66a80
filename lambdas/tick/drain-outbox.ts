import type { TickDesk } from './tick-desk.ts';

/** More wait for the next tick. */
const MESSAGES_A_TICK = 100;

/** Row 50: what people have to be told is delivered once the queue has it, and by the next tick where it has not. */
export async function drainOutbox({ outbox, notifications, fleet, ports }: TickDesk): Promise<void> {
  const pending = await outbox.pending(MESSAGES_A_TICK);
  if (pending.length === 0) return;
  try {
    await notifications.send(pending.map((message) => ({ body: { ...message, fleet } })));
  } catch (error) {
    ports.log.warn('outbox.waits', { messages: pending.length, reason: String(error) });
    return;
  }
  await outbox.delivered(pending.map(({ id }) => id));
}

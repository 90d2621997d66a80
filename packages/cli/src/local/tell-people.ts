import { setTimeout as sleep } from 'node:timers/promises';
import type { Notifier } from '@ares/adapters/notify';
import type { Outbox } from '@ares/adapters/postgres';
import type { Log, OutboxMessage } from '@ares/core';

export interface Telling {
  readonly outbox: Outbox;
  /** Read anew for each delivery, so that a change counts at once. */
  readonly channels: () => Promise<readonly Notifier[]>;
  /** Told in each message. */
  readonly fleet: string;
  readonly log: Log;
  /** @default 2 s */
  readonly everyMs?: number;
}

const EVERY_MS = 2_000;
const MESSAGES_MAX = 50;

/**
 * Delivers the outbox beside the loop and never in its way. A channel that fails is tried again, without telling the
 * others twice; where there is no channel the screen has told it.
 */
export function tellPeople({ outbox, channels, fleet, log, everyMs = EVERY_MS }: Telling): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const told = new Map<string, Set<string>>();

  const deliver = async (message: OutboxMessage, to: readonly Notifier[]): Promise<boolean> => {
    const has = told.get(message.id) ?? new Set();
    told.set(message.id, has);
    for (const { name, send } of to.filter((channel) => !has.has(channel.name))) {
      try {
        await send({ ...message, fleet });
        has.add(name);
      } catch (error) {
        log.warn('people.not-told', { channel: name, messageId: message.id, message: wordsOf(error) });
      }
    }
    return to.every(({ name }) => has.has(name));
  };

  const round = async (): Promise<void> => {
    const pending = await outbox.pending(MESSAGES_MAX);
    if (pending.length === 0) return;
    const to = await channels();
    for (const message of pending) {
      if (!(await deliver(message, to))) continue;
      await outbox.delivered([message.id]);
      told.delete(message.id);
      log.info('people.told', { messageId: message.id, channels: to.map(({ name }) => name) });
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await round().catch((error: unknown) => log.warn('people.not-told', { message: wordsOf(error) }));
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const running = run();

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

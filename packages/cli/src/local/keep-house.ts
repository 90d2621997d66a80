import type { Retention } from '@ares/adapters/postgres';
import type { Log } from '@ares/core';

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;

/** Prunes the knowledge store a minute after the start and then once an hour, beside the loop and never in its way. */
export function keepHouse({ prune }: Retention, log: Log): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const inAWhile = (ms: number): void => {
    timer = setTimeout(() => {
      running = once();
      inAWhile(EVERY_MS);
    }, ms);
  };
  const once = async (): Promise<void> => {
    try {
      log.info('knowledge.pruned', { ...(await prune(Date.now())) });
    } catch (error) {
      log.warn('knowledge.prune.failed', { message: error instanceof Error ? error.message : String(error) });
    }
  };
  inAWhile(FIRST_MS);
  return {
    async stop() {
      clearTimeout(timer);
      await running;
    },
  };
}

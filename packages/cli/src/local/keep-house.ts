import type { Retention } from '@ares/adapters/postgres';
import type { Log } from '@ares/core';
import { repeat } from './repeat.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;

/** Prunes the knowledge store a minute after the start and then once an hour, beside the loop and never in its way. */
export function keepHouse({ prune }: Retention, log: Log): { stop(): Promise<void> } {
  const once = async (): Promise<void> => {
    try {
      log.info('knowledge.pruned', { ...(await prune(Date.now())) });
    } catch (error) {
      log.warn('knowledge.prune.failed', { message: error instanceof Error ? error.message : String(error) });
    }
  };
  return repeat(once, { firstMs: FIRST_MS, everyMs: EVERY_MS });
}

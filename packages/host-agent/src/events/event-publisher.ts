import type { AgentLog } from '../log.ts';
import type { Wake } from '../wake/wake-bus.ts';

/** Sends at most `ENTRIES_MAX` wakes as one call. @returns why some of them were not taken, one reason each */
export type WakeSender = (wakes: readonly Wake[]) => Promise<readonly string[]>;

export interface EventPublisher {
  /** Returns at once, whatever becomes of it. */
  publish(wake: Wake): void;
  /** Wakes since the start that the bus took, and that it did not. */
  figures(): { readonly sent: number; readonly failed: number };
  stop(): void;
}

/** What EventBridge takes in one call. */
export const ENTRIES_MAX = 10;
const EVERY_MS = 1_000;
const LOG_EVERY_MS = 60_000;
/** More containers than one host runs. Whoever is beyond is found by the next scheduled tick. */
const WAITING_MAX = 500;

/**
 * Passes wakes on to a bus: the first at once, what follows once a second with one entry a container. A wake that is
 * lost costs time, never truth, so that none is kept for another try.
 */
export function eventPublisher(send: WakeSender, log: AgentLog): EventPublisher {
  const waiting = new Map<string, Wake>();
  let sent = 0;
  let failed = 0;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let toldFailed = 0;
  let timer: NodeJS.Timeout | undefined;
  let busy = false;

  const note = (reasons: readonly string[]): void => {
    failed += reasons.length;
    const nowMs = performance.now();
    if (reasons.length === 0 || nowMs - toldAtMs < LOG_EVERY_MS) return;
    log.warn('events.unsent', { count: failed - toldFailed, reason: reasons[0] });
    toldAtMs = nowMs;
    toldFailed = failed;
  };
  const flush = async (): Promise<void> => {
    busy = true;
    const wakes = [...waiting.values()];
    waiting.clear();
    for (let start = 0; start < wakes.length; start += ENTRIES_MAX) {
      const batch = wakes.slice(start, start + ENTRIES_MAX);
      const reasons = await send(batch).catch((error: unknown) => batch.map(() => String(error)));
      sent += batch.length - reasons.length;
      note(reasons);
    }
    timer = setTimeout(rest, EVERY_MS);
  };
  const rest = (): void => {
    busy = false;
    if (waiting.size > 0) void flush();
  };

  return {
    publish(wake) {
      if (waiting.size >= WAITING_MAX && !waiting.has(wake.containerName)) return note(['too many at once']);
      waiting.set(wake.containerName, wake);
      if (!busy) void flush();
    },
    figures: () => ({ sent, failed }),
    stop: () => clearTimeout(timer),
  };
}

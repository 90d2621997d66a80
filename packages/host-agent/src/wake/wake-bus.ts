import type { EpochMs } from '@ares/core';

/** Something happened that the loop should look at. It is no evidence by itself. */
export interface Wake {
  readonly reason: string;
  readonly containerName: string;
  readonly atMs: EpochMs;
}

export interface WakeBus {
  wake(wake: Wake): void;
  subscribe(listener: (wake: Wake) => void): () => void;
  stop(): void;
}

const COALESCE_MS = 50;

/** The first wake is passed on at once, those that come close behind it as one. */
export function wakeBus(): WakeBus {
  const listeners = new Set<(wake: Wake) => void>();
  let waiting: Wake | undefined;
  let timer: NodeJS.Timeout | undefined;

  const send = (wake: Wake): void => {
    timer = setTimeout(rest, COALESCE_MS);
    for (const listener of listeners) listener(wake);
  };
  const rest = (): void => {
    timer = undefined;
    const wake = waiting;
    waiting = undefined;
    if (wake) send(wake);
  };

  return {
    wake(wake) {
      if (timer === undefined) send(wake);
      else waiting = wake;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      clearTimeout(timer);
      listeners.clear();
    },
  };
}

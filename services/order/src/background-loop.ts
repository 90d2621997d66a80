export interface BackgroundLoop {
  /** Runs the job now rather than at its next time. */
  kick(): void;
  /** Resolves when a run that is under way has ended. */
  stop(): Promise<void>;
}

export interface BackgroundJob {
  readonly intervalMs: number;
  /** @returns whether there is more to do at once */
  readonly run: () => Promise<boolean>;
  readonly onError: (cause: unknown) => void;
}

/** Repeats a job, one run at a time, until it is stopped. A run that fails is reported and tried again at its next time. */
export function startLoop({ intervalMs, run, onError }: BackgroundJob): BackgroundLoop {
  let stopped = false;
  let kicked = false;
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, intervalMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async () => {
    while (!stopped) {
      kicked = false;
      const hasMore = await run().catch((cause: unknown) => {
        onError(cause);
        return false;
      });
      if (!hasMore && !kicked && !stopped) await pause();
    }
  };
  const ended = loop();
  return {
    kick: () => {
      kicked = true;
      wake();
    },
    stop: () => {
      stopped = true;
      wake();
      return ended;
    },
  };
}

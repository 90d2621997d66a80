export interface Repeated {
  /** Resolves when a run that is under way has ended. */
  stop(): Promise<void>;
}

export interface RepeatOptions {
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** Runs a job again and again, never twice at once; a failed run is reported and the next comes at its time. */
export function repeat({ everyMs, run, onError }: RepeatOptions): Repeated {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= run()
      .catch(onError)
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

import { heal, type Ports, type TickReport, tick } from '@ares/core';

export interface LoopOptions {
  readonly shard: string;
  readonly holder: string;
  /** The reconciler, which needs no event to be right. */
  readonly everyMs: number;
  /** How soon to look again while an action is in flight, and while one is held. */
  readonly inFlightMs: number;
  readonly heldMs: number;
  readonly leaseTtlMs: number;
  readonly onTick?: (report: TickReport) => void;
  readonly onError?: (error: unknown) => void;
}

export interface Loop {
  /** A host event: look at once. Wakes that come while a tick runs become one more tick. */
  wake(reason: string): void;
  /** Resolves when the running tick and its sends are over. */
  stop(): Promise<void>;
}

/** Runs `tick` one at a time: by timer, by wake, and soon again while something is in flight. */
export function startLoop(ports: Ports, options: LoopOptions): Loop {
  let stopped = false;
  let woken: string | undefined = 'start';
  let wakeUp = () => {};
  let serial = 0;

  const paces = { 'in-flight': options.inFlightMs, held: options.heldMs, calm: options.everyMs };

  const once = async (reason: string): Promise<number> => {
    serial += 1;
    const key = `${options.holder}/${serial}/${reason}`;
    const { shard, holder, leaseTtlMs } = options;
    try {
      const report = await tick(ports, { shard, holder, key, leaseTtlMs });
      if (report.kind === 'done') await Promise.all(report.wake.map((id) => heal(ports, id)));
      options.onTick?.(report);
      return report.kind === 'done' ? paces[report.pace] : options.everyMs;
    } catch (error) {
      options.onError?.(error);
      return options.everyMs;
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      const reason = woken ?? 'timer';
      woken = undefined;
      const waitMs = await once(reason);
      if (woken === undefined && !stopped)
        await sleep(waitMs, (wake) => {
          wakeUp = wake;
        });
    }
  };
  const running = run();

  return {
    wake(reason) {
      woken = reason;
      wakeUp();
    },
    async stop() {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}

/** Sleeps until the time is over or the given wake function is called. */
const sleep = (ms: number, onWake: (wake: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });

export interface WorkerPool {
  /** The task's answer, or undefined when no worker became free in time and the task was never begun. */
  run<T>(task: () => Promise<T>, waitMsMax: number): Promise<T | undefined>;
}

/** Runs at most `workers` tasks at once, the others in the order in which they came. */
export function workerPool(workers: number): WorkerPool {
  const waiting: (() => void)[] = [];
  let busy = 0;

  const admitted = (waitMsMax: number) =>
    new Promise<boolean>((resolve) => {
      const admit = () => {
        clearTimeout(timer);
        busy++;
        resolve(true);
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(admit), 1);
        resolve(false);
      };
      const timer = setTimeout(giveUp, waitMsMax);
      if (busy < workers) admit();
      else waiting.push(admit);
    });

  return {
    async run(task, waitMsMax) {
      if (!(await admitted(waitMsMax))) return undefined;
      try {
        return await task();
      } finally {
        busy--;
        waiting.shift()?.();
      }
    },
  };
}

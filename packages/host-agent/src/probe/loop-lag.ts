const BEAT_MS = 250;
const KEPT_MS = 10_000;

export interface LoopLag {
  /** The longest that the event loop stood still since then, now included (monotonic clock). */
  maxMsSince(sinceMs: number): number;
  stop(): void;
}

/** Watches how late this process's own timers are: on a starved host, everything else looks slow as well. */
export function startLoopLag(): LoopLag {
  const beats: { readonly atMs: number; readonly lagMs: number }[] = [];
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const atMs = performance.now();
    beats.push({ atMs, lagMs: atMs - lastMs - BEAT_MS });
    lastMs = atMs;
    while ((beats[0]?.atMs ?? atMs) < atMs - KEPT_MS) beats.shift();
  }, BEAT_MS);
  timer.unref();
  return {
    maxMsSince(sinceMs) {
      const nowLagMs = performance.now() - lastMs - BEAT_MS;
      return beats.reduce(
        (max, { atMs, lagMs }) => (atMs >= sinceMs ? Math.max(max, lagMs) : max),
        Math.max(0, nowLagMs),
      );
    },
    stop: () => clearInterval(timer),
  };
}

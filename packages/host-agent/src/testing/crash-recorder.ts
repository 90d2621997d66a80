import type { HostSnapshot } from '@ares/core';

export interface CrashRecorder {
  /** Names of containers that ever looked crashed, and in how many snapshots. */
  stop(): Promise<{ readonly crashed: readonly string[]; readonly looks: number }>;
}

/** Reads snapshot after snapshot, and notes each container that the loop would take for crashed in any of them. */
export function recordCrashes(read: () => Promise<HostSnapshot>): CrashRecorder {
  const crashed = new Set<string>();
  let looks = 0;
  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped) {
      const { docker, containers, intents, intentUnknownSinceMs } = await read();
      looks += 1;
      if (!docker.ok || intentUnknownSinceMs !== undefined) continue;
      for (const { id, name, state, settling } of containers) {
        const down = state === 'exited' || state === 'dead' || state === 'restarting';
        if (down && !settling && !intents.some((intent) => intent.containerId === id)) crashed.add(name);
      }
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
      return { crashed: [...crashed], looks };
    },
  };
}

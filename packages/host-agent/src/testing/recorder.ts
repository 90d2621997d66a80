import type { HostSnapshot } from '@ares/core';

export interface Recorder {
  stop(): Promise<{ readonly seen: readonly string[]; readonly looks: number }>;
}

/** Reads snapshot after snapshot, and notes whatever `look` finds in any of them. */
export function record(
  read: () => Promise<HostSnapshot>,
  look: (snapshot: HostSnapshot) => readonly string[],
): Recorder {
  const seen = new Set<string>();
  let looks = 0;
  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped) {
      for (const found of look(await read())) seen.add(found);
      looks += 1;
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
      return { seen: [...seen], looks };
    },
  };
}

/** The containers that the loop would take for crashed. */
export function crashedIn({ docker, containers, intents, intentUnknownSinceMs }: HostSnapshot): readonly string[] {
  if (!docker.ok || intentUnknownSinceMs !== undefined) return [];
  const isDown = (state: string): boolean => ['exited', 'dead', 'restarting'].includes(state);
  return containers
    .filter(({ state, settling }) => isDown(state) && !settling)
    .filter(({ id }) => !intents.some((intent) => intent.containerId === id))
    .map(({ name }) => name);
}

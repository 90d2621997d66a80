import { hostAgentReader } from '@ares/adapters/host-agent';
import type { HostSnapshot } from '@ares/core';
import { pause } from './pause.ts';

export interface LoopReader {
  /** Milliseconds between two probes of the same container, of all that were seen. */
  probeGapsMs(): readonly number[];
  stop(): Promise<void>;
}

const TICK_MS = 5_000;
const TIMEOUT_MS = 2_000;

/** Asks the agent as the control loop does: a snapshot every tick, and the wakes all the time. */
export function loopReader(hostId: string, url: string): LoopReader {
  const reader = hostAgentReader({ agents: [{ hostId, url }] });
  const probedAtMs = new Map<string, Set<number>>();
  const ending = new AbortController();

  const take = ({ containers }: HostSnapshot): void => {
    for (const { id, probes } of containers) {
      const known = probedAtMs.get(id) ?? new Set();
      for (const { atMs } of probes) known.add(atMs);
      probedAtMs.set(id, known);
    }
  };
  const tick = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      // A missed one shows in the gaps.
      await reader.snapshot({ hostId }, TIMEOUT_MS).then(take, () => {});
      await pause(TICK_MS, ending.signal).catch(() => {});
    }
  };

  const unsubscribe = reader.subscribe(() => {});
  const ended = tick();
  return {
    probeGapsMs: () => [...probedAtMs.values()].flatMap(gapsOf),
    async stop() {
      unsubscribe();
      ending.abort();
      await ended;
    },
  };
}

function gapsOf(timesMs: ReadonlySet<number>): readonly number[] {
  const sorted = [...timesMs].toSorted((a, b) => a - b);
  return sorted.slice(1).map((atMs, i) => atMs - (sorted[i] ?? atMs));
}

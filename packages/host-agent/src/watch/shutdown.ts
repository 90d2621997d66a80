import type { ContainerFacts } from '@ares/adapters/docker';
import type { EpochMs } from '@ares/core';
import { withoutIntents } from './intents.ts';
import type { WatchState } from './watch.ts';

/** Docker stops all containers at once, and gives them 15 s unless told otherwise. */
const BURST_MS = 2_000;
const SHUTDOWN_MS = 30_000;
/** A daemon that starts dates the end of what died without it. */
const BOOT_MS = 10_000;
/** The last sign of life is kept every few seconds only. */
const SEEN_SLACK_MS = 5_000;

interface Restart {
  /** Last sign of life of the daemon before. */
  readonly lastSeenAtMs: EpochMs;
  readonly daemonStartedAtMs: EpochMs;
}

/** Was Docker or the host just going down, or coming up, when the container ended? */
export const isShutdownTime = (atMs: EpochMs, { lastSeenAtMs, daemonStartedAtMs }: Restart): boolean =>
  (atMs >= lastSeenAtMs - SEEN_SLACK_MS && atMs <= lastSeenAtMs + SHUTDOWN_MS) ||
  (atMs >= daemonStartedAtMs - BOOT_MS && atMs <= daemonStartedAtMs + BURST_MS);

/**
 * Takes back the stops that were not a person's but those of a daemon on its way down: the last burst of them before
 * its end, if it left no container running. To be asked when another daemon has come up.
 */
export function retractShutdown(
  state: WatchState,
  containers: readonly ContainerFacts[],
  { lastSeenAtMs }: Restart,
): WatchState {
  const survived = containers.some(
    ({ state: now, startedAtMs }) => (now === 'running' || now === 'paused') && startedAtMs < lastSeenAtMs,
  );
  const stops = state.intents.filter((intent) => intent.kind === 'stop');
  const lastMs = Math.max(0, ...stops.map((intent) => intent.signalledAtMs));
  if (survived || lastSeenAtMs - lastMs > SHUTDOWN_MS) return state;
  return withoutIntents(state, (intent) => intent.kind === 'stop' && intent.signalledAtMs >= lastMs - BURST_MS);
}

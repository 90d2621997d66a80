import type { ContainerState, HostSnapshot } from '../model/snapshot.ts';
import type { EpochMs } from '../model/time.ts';

/** Below this, the difference is the time that the answer took. */
const SKEW_MIN_MS = 2_000;

/** A snapshot is taken when it is asked for, so its own time tells how far the host's clock is off. */
export function clockSkewMs(snapshot: HostSnapshot, nowMs: EpochMs): number {
  const differenceMs = nowMs - snapshot.takenAtMs;
  return Math.abs(differenceMs) < SKEW_MIN_MS ? 0 : differenceMs;
}

/** Moves every time of a snapshot from the host's clock to the control plane's. */
export function toControlClock(snapshot: HostSnapshot, skewMs: number): HostSnapshot {
  if (skewMs === 0) return snapshot;
  const { intentUnknownSinceMs } = snapshot;
  return {
    ...snapshot,
    takenAtMs: snapshot.takenAtMs + skewMs,
    agentStartedAtMs: snapshot.agentStartedAtMs + skewMs,
    docker: { ...snapshot.docker, lastOkAtMs: snapshot.docker.lastOkAtMs + skewMs },
    containers: snapshot.containers.map((container) => shiftContainer(container, skewMs)),
    intents: snapshot.intents.map((intent) => ({ ...intent, atMs: intent.atMs + skewMs })),
    ...(intentUnknownSinceMs === undefined ? {} : { intentUnknownSinceMs: intentUnknownSinceMs + skewMs }),
  };
}

const shiftContainer = (container: ContainerState, skewMs: number): ContainerState => ({
  ...container,
  startedAtMs: container.startedAtMs + skewMs,
  ...(container.finishedAtMs === undefined ? {} : { finishedAtMs: container.finishedAtMs + skewMs }),
  exitsAtMs: container.exitsAtMs.map((atMs) => atMs + skewMs),
  probes: container.probes.map((probe) => ({ ...probe, atMs: probe.atMs + skewMs })),
});

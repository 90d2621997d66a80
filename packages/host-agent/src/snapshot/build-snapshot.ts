import type { AresLabels, ContainerState, EpochMs, HostSnapshot, ProbeResult } from '@ares/core';
import type { Entry } from '../host/container-index.ts';
import { isSettling } from '../watch/settle.ts';
import type { Watch, WatchState } from '../watch/watch.ts';

export interface SnapshotParts {
  readonly hostId: string;
  readonly agentStartedAtMs: EpochMs;
  readonly nowMs: EpochMs;
  readonly docker: HostSnapshot['docker'];
  readonly entries: readonly Entry[];
  readonly state: WatchState;
  readonly probesOf: (id: string) => readonly ProbeResult[];
}

const EXITS_WINDOW_MS = 600_000;

/** What the agent says of its host now. */
export function buildSnapshot(parts: SnapshotParts): HostSnapshot {
  const { hostId, agentStartedAtMs, nowMs, docker, entries, state } = parts;
  return {
    hostId,
    takenAtMs: nowMs,
    agentStartedAtMs,
    docker,
    containers: entries.flatMap((entry) =>
      entry.reading.kind === 'ok' ? [toState(entry, entry.reading.labels, parts)] : [],
    ),
    intents: state.intents.map(({ signalledAtMs: _, ...intent }) => intent),
    ...(state.unknown ? { intentUnknownSinceMs: state.unknown.sinceMs } : {}),
    invalid: entries.flatMap(({ facts, reading }) =>
      reading.kind === 'invalid' ? [{ containerName: facts.name, label: reading.label, reason: reading.reason }] : [],
    ),
  };
}

function toState({ facts }: Entry, labels: AresLabels, { nowMs, state, probesOf }: SnapshotParts): ContainerState {
  const {
    dockerLabels: _1,
    hasHealthcheck: _2,
    stopSignal: _3,
    cgroupParent: _4,
    address: _5,
    pid: _6,
    ...told
  } = facts;
  const watch = state.watches.get(facts.id);
  return {
    ...told,
    labels,
    settling: isSettling(watch, facts),
    exitsAtMs: recentExits(watch, nowMs),
    probes: facts.state === 'running' ? probesOf(facts.id) : [],
  };
}

const recentExits = (watch: Watch | undefined, nowMs: EpochMs): readonly EpochMs[] =>
  (watch?.exitsAtMs ?? []).filter((atMs) => nowMs - atMs <= EXITS_WINDOW_MS);

import type { ContainerState, EpochMs } from '@ares/core';
import { aContainer, aSnapshot, probes } from '@ares/simulator';
import type { HostState } from './host-state.ts';
import { services } from './services.ts';

const PROBES = 10;
const CRASHED = 'order';
const upSinceMs = Date.now() - 3_600_000;
const crashedAtMs = Date.now();

/** What the agent of a host says now. */
export const snapshotText = ({ hostId, trouble }: HostState, nowMs: EpochMs): string =>
  JSON.stringify(
    aSnapshot({
      hostId,
      takenAtMs: nowMs,
      containers: services.map((labels) =>
        containerOf(labels, nowMs, trouble === 'crashed' && labels.service === CRASHED),
      ),
    }),
  );

function containerOf(labels: (typeof services)[number], nowMs: EpochMs, isDead: boolean): ContainerState {
  const { service } = labels;
  const name = `shop-${service}-1`;
  const base = { name, labels, startedAtMs: upSinceMs, memoryLimitBytes: 268_435_456, cpuLimitCores: 0.5 };
  if (!isDead) return aContainer({ ...base, composeService: service, probes: probes('ok', PROBES, nowMs - 300) });
  const exit = { state: 'exited', exitCode: 137, finishedAtMs: crashedAtMs, exitsAtMs: [crashedAtMs] } as const;
  return aContainer({ ...base, ...exit, composeService: service, probes: [] });
}

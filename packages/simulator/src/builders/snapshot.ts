import type { AresLabels, ContainerState, EpochMs, HostSnapshot, ProbeResult } from '@ares/core';

/** Real time of every builder's default, and the virtual clock's start. */
export const START_MS = 1_800_000_000_000;
const HOUR_MS = 3_600_000;
const PROBE_EVERY_MS = 1_000;
const TIMEOUT_MS = 1_500;

/** `n` results one second apart, the newest begun at `atMs`; oldest first, as the host agent has them. */
export const probes = (outcome: ProbeResult['outcome'], n = 3, atMs: EpochMs = START_MS): readonly ProbeResult[] =>
  Array.from({ length: n }, (_, i) => ({
    atMs: atMs - (n - 1 - i) * PROBE_EVERY_MS,
    durationMs: outcome === 'timeout' ? TIMEOUT_MS : 3,
    outcome,
    ...(outcome === 'ok' ? { status: 200 } : {}),
    ...(outcome === 'bad-status' ? { status: 503 } : {}),
  }));

export type ContainerOver = Partial<Omit<ContainerState, 'labels'>> & { readonly labels?: Partial<AresLabels> };

/** A healthy container of service `cart`, up for an hour; `labels` is merged, the rest replaces. */
export function aContainer({ labels, ...over }: ContainerOver = {}): ContainerState {
  const service = labels?.service ?? 'cart';
  const startedAtMs = over.startedAtMs ?? START_MS - HOUR_MS;
  return {
    id: idOf(over.name ?? service),
    name: `shop-${service}-1`,
    project: 'shop',
    composeService: service,
    imageId: `sha256:${'1'.repeat(64)}`,
    configHash: 'c1',
    state: 'running',
    startedAt: new Date(startedAtMs).toISOString(),
    startedAtMs,
    oomKilled: false,
    settling: false,
    restartPolicy: { name: 'no', maxRetries: 0 },
    restartCount: 0,
    exitsAtMs: [],
    dockerHealth: 'none',
    probes: probes('ok'),
    scalable: true,
    ...over,
    labels: { service, dependsOn: [], health: { kind: 'http', port: 8080, path: '/health/ready' }, ...labels },
  };
}

/** 64 hexadecimal digits that differ from name to name. */
const idOf = (name: string): string =>
  [...name]
    .map((char) => char.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .padEnd(64, '0')
    .slice(-64);

/** One host, `host-1`, with one healthy container. */
export const aSnapshot = (over: Partial<HostSnapshot> = {}): HostSnapshot => {
  const takenAtMs = over.takenAtMs ?? START_MS;
  return {
    hostId: 'host-1',
    takenAtMs,
    agentStartedAtMs: takenAtMs - HOUR_MS,
    docker: { ok: true, lastOkAtMs: takenAtMs },
    containers: [aContainer()],
    intents: [],
    invalid: [],
    ...over,
  };
};

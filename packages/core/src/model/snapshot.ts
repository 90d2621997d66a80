import type { EpochMs } from './time.ts';

/** What one host agent says of its host, at one moment of its own clock. The JSON of `GET /v1/snapshot`. */
export interface HostSnapshot {
  readonly hostId: string;
  readonly takenAtMs: EpochMs;
  readonly agentStartedAtMs: EpochMs;
  /** `ok` is false while the Docker daemon does not answer; `containers` is then the last known list, not the truth. */
  readonly docker: { readonly ok: boolean; readonly lastOkAtMs: EpochMs; readonly error?: string };
  readonly containers: readonly ContainerState[];
  readonly intents: readonly HumanIntent[];
  /** Set while events may have been missed and intent can therefore not be known; guards hold. */
  readonly intentUnknownSinceMs?: EpochMs;
  /** Containers whose `ares.*` labels cannot be read: reported and left alone. */
  readonly invalid: readonly InvalidContainer[];
}

export type DockerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

/** One container that carries a valid `ares.service` label. */
export interface ContainerState {
  /** 64 hexadecimal digits */
  readonly id: string;
  /** Docker name without the leading slash; stable over a recreate by Compose. */
  readonly name: string;
  /** Compose project, or the empty string outside Compose. */
  readonly project: string;
  /** Compose service name, or the empty string. */
  readonly composeService: string;
  readonly labels: AresLabels;
  readonly imageId: string;
  /** `com.docker.compose.config-hash`, or the empty string. */
  readonly configHash: string;
  readonly state: DockerState;
  /** Docker's own RFC 3339 text: the precondition of an action has to match it to the letter. */
  readonly startedAt: string;
  readonly startedAtMs: EpochMs;
  readonly finishedAtMs?: EpochMs;
  readonly exitCode?: number;
  readonly oomKilled: boolean;
  /** A `die` followed a stop signal and Docker has not yet said whether it was a `stop` (at most 2 s). */
  readonly settling: boolean;
  readonly restartPolicy: {
    readonly name: 'no' | 'always' | 'unless-stopped' | 'on-failure';
    readonly maxRetries: number;
  };
  /** Restarts by Docker itself since the container was created. */
  readonly restartCount: number;
  /** Times of unexpected exits in the last ten minutes, oldest first, at most 20. */
  readonly exitsAtMs: readonly EpochMs[];
  readonly dockerHealth: 'none' | 'starting' | 'healthy' | 'unhealthy';
  /** Newest results of the direct probe, oldest first, at most 10; empty where nothing can be probed. */
  readonly probes: readonly ProbeResult[];
  /** False where a fixed container name or a published host port allows no second replica. */
  readonly scalable: boolean;
  readonly memoryLimitBytes?: number;
  readonly cpuLimitCores?: number;
}

export type HealthKind = 'http' | 'tcp' | 'postgres' | 'redis' | 'docker' | 'none';

export interface AresLabels {
  readonly service: string;
  readonly dependsOn: readonly string[];
  readonly health: { readonly kind: HealthKind; readonly port?: number; readonly path?: string };
  readonly metrics?: { readonly port: number; readonly path: string };
  /** Name of a profile in `ares.policy.yaml`; absent means the policy's default profile. */
  readonly policy?: string;
  readonly startPeriodMs?: number;
}

export interface ProbeResult {
  /** When the probe began. A result counts for a window only if it began inside the window. */
  readonly atMs: EpochMs;
  readonly durationMs: number;
  readonly outcome: 'ok' | 'timeout' | 'refused' | 'bad-status' | 'error';
  readonly status?: number;
}

/** A person's `stop`, `pause` or `rm`: no entry of the host ledger matches it. Ends with a later `start` or `unpause`. */
export interface HumanIntent {
  readonly containerName: string;
  readonly containerId: string;
  readonly kind: 'stop' | 'pause' | 'remove';
  readonly atMs: EpochMs;
}

export interface InvalidContainer {
  readonly containerName: string;
  readonly label: string;
  readonly reason: string;
}

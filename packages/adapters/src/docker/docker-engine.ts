import type { ContainerState, EpochMs } from '@ares/core';

/** What `inspect` says of one container: the parts of a `ContainerState`, and what the host agent needs besides. */
export interface ContainerFacts
  extends Pick<
    ContainerState,
    | 'id'
    | 'name'
    | 'project'
    | 'composeService'
    | 'imageId'
    | 'configHash'
    | 'state'
    | 'startedAt'
    | 'startedAtMs'
    | 'finishedAtMs'
    | 'exitCode'
    | 'oomKilled'
    | 'restartPolicy'
    | 'restartCount'
    | 'dockerHealth'
    | 'scalable'
    | 'memoryLimitBytes'
    | 'cpuLimitCores'
  > {
  readonly dockerLabels: Readonly<Record<string, string>>;
  readonly hasHealthcheck: boolean;
  /** Number of the signal by which Docker stops it. */
  readonly stopSignal: number;
  /** Where the host reaches it; absent without a network of its own. */
  readonly address?: string;
  /** Its main process on the host; absent unless running. */
  readonly pid?: number;
  readonly cgroupParent: string;
}

/** One line of the list of containers. */
export interface ListedContainer {
  readonly id: string;
  /** Differs when anything that the list tells of the container has changed, but not as time goes by. */
  readonly fingerprint: string;
}

export type DockerAction =
  | 'create'
  | 'start'
  | 'kill'
  | 'die'
  | 'oom'
  | 'stop'
  | 'pause'
  | 'unpause'
  | 'destroy'
  | 'rename'
  | 'update'
  | 'health_status'
  | 'connect'
  | 'disconnect'
  | 'other';

export interface DockerEvent {
  /** The same event read twice has the same key. */
  readonly key: string;
  /** The daemon's clock, which is the host's. */
  readonly atMs: EpochMs;
  readonly action: DockerAction;
  /** Empty for events that are about no container. */
  readonly containerId: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface EventStream {
  /** Resolves, never rejects, with the reason once the stream has ended. */
  readonly ended: Promise<Error>;
  close(): void;
}

/**
 * Reads a Docker daemon, and only reads. Every call but the stream itself has a deadline.
 * All methods throw AresError DOCKER_UNAVAILABLE when the daemon gives no valid answer.
 */
export interface DockerEngine {
  ping(): Promise<void>;
  /** Another one after each start of the daemon; empty where that cannot be told. */
  generation(): Promise<string>;
  /** Of the host, on the default bridge: what Docker calls the host gateway. Undefined where there is no such bridge. */
  bridgeAddress(): Promise<string | undefined>;
  /** Containers in any state that carry the label `ares.service`. */
  list(): Promise<readonly ListedContainer[]>;
  /** Undefined when it is gone. */
  inspect(id: string): Promise<ContainerFacts | undefined>;
  /** What the daemon still remembers since then; at most its last `EVENTS_KEPT` events. */
  recentEvents(sinceMs: EpochMs): Promise<readonly DockerEvent[]>;
  /** Remembered events since then, then new ones as they come. */
  openEvents(sinceMs: EpochMs, onEvent: (event: DockerEvent) => void): Promise<EventStream>;
}

/** Docker keeps this many events in memory, of all kinds. */
export const EVENTS_KEPT = 256;

import type { Action } from './action.ts';
import type { FeatureName } from './feature.ts';
import type { Incident, TimelineEvent } from './incident.ts';
import type { MinuteRow } from './minute-rows.ts';
import type { Autonomy } from './policy.ts';
import type { HumanIntent } from './snapshot.ts';
import type { Evidence, HealthState, Symptom } from './symptom.ts';
import type { EpochMs } from './time.ts';

/** The right to decide for one shard; every write carries its epoch. */
export interface Lease {
  readonly shard: string;
  readonly holder: string;
  readonly epoch: number;
}

export interface KillSwitch {
  readonly on: boolean;
  readonly by: string;
  readonly reason: string;
  readonly sinceMs: EpochMs;
}

/** A streaming mean with its spread, both exponentially weighted; `n` counts samples for warm-up. */
export interface Baseline {
  /** Newest sample counted, so that a repeated or a late one is not. */
  readonly atMs?: EpochMs;
  readonly n: number;
  readonly mean: number;
  readonly deviation: number;
}

/** The largest values of a metric of which only high values matter, one a minute, of two days at most. */
export interface Tail {
  /** Newest value counted. */
  readonly atMs: EpochMs;
  /** Start of today's block. */
  readonly fromMs: EpochMs;
  /** Values that there were; `top` are the largest of them, from the largest. */
  readonly n: number;
  readonly top: readonly number[];
  /** The block of the day before. */
  readonly before: { readonly n: number; readonly top: readonly number[] };
}

/** A limit that has to be passed for good, m of n: see `countHit`. */
export interface Hysteresis {
  /** Newest last, `1` where the limit was passed. */
  readonly bits: string;
  readonly raised: boolean;
  /** Newest sample counted, so that a repeated or a late one is not. */
  readonly atMs: EpochMs;
}

/** Whether a metric is far above what it is about once a week; `tail` is what it is usually. */
export interface FarOut extends Hysteresis {
  readonly tail?: Tail;
}

/** Use of something that can run out, by one start of one container. */
export interface Growth {
  readonly startedAt: string;
  /** Number of the newest five minutes since 1970. */
  readonly slot: number;
  /** Share in use, in 1/10,000, one in five minutes, newest last; null where there was no sample. */
  readonly shares: readonly (number | null)[];
}

/** A service's features by the minute, the highest of its replicas: what its models are fed. */
export interface Minutes {
  /** The minute that is being gathered; all lists in the order of `modelled`. */
  readonly open: {
    readonly atMs: EpochMs;
    readonly sums: readonly number[];
    readonly counts: readonly number[];
    /** Newest sample counted, so that a repeated or a late one is not. */
    readonly seenAtMs: readonly EpochMs[];
  };
  /** Those before it, the newest last. */
  readonly closed: readonly MinuteRow[];
}

/** What the models last said of a service, and whether they say it for good. */
export interface ServiceRisk extends Hysteresis {
  /** 0..1, see `Opinion`. */
  readonly risk: number;
  readonly symptom?: Symptom;
  readonly evidence: readonly Evidence[];
}

/** The incident for which roots were ranked last, by which minute, and which root was told. */
export interface RankedFor {
  readonly incidentId: string;
  readonly atMs: EpochMs;
  readonly root?: string;
}

/** What a person did to a container, which ARES therefore leaves alone: a hold of the guard human-intent. */
export type PersonsHand = Pick<HumanIntent, 'containerName' | 'kind' | 'atMs'>;

/** A label that cannot be followed. */
export interface LabelProblem {
  readonly hostId: string;
  readonly containerName: string;
  /** `ares.health` */
  readonly label: string;
  readonly reason: string;
  /** True where the container is not managed for that; else the label alone is not followed. */
  readonly leftAlone: boolean;
}

/** What ARES remembers of one service on one host between ticks; at most 4 KB as JSON. */
export interface ServiceMemory {
  readonly serviceId: string;
  readonly hostId: string;
  readonly service: string;
  readonly health: HealthState;
  readonly lastSeenAtMs: EpochMs;
  /** Last 21 checks, newest last, `1` healthy and `0` not: the input of the flapping guard. */
  readonly checks: string;
  readonly checkedAtMs: EpochMs;
  readonly flapping: boolean;
  /** Image and configuration last seen, by container name; a change is a deploy. */
  readonly builds: Readonly<Record<string, string>>;
  readonly deploySeenAtMs?: EpochMs;
  readonly baselines: Readonly<Record<string, Baseline>>;
  /** Samples in a row, newest last, `1` where CPU was at its limit (m of n). */
  readonly cpuHot: string;
  /** Newest CPU sample counted, so that a repeated or a late one is not. */
  readonly sampledAtMs: EpochMs;
  readonly scaled?: { readonly incidentId: string; readonly from: number; readonly to: number; readonly atMs: EpochMs };
  /** Restart counts by container name as last seen, to record Docker's own restarts. */
  readonly dockerRestarts: Readonly<Record<string, number>>;
  /** Intents so far: numbers their ids, and is counted before they are stored, so that no id comes twice. */
  readonly attempts?: number;
  /** When it last became healthy again. */
  readonly wellSinceMs?: EpochMs;
  /** Since when it has the state `health`. */
  readonly healthSinceMs?: EpochMs;
  /** Containers that run, of those that are there. */
  readonly replicas?: { readonly running: number; readonly known: number };
  readonly autonomy?: Autonomy;
  readonly hands?: readonly PersonsHand[];
  readonly latencyFarOut?: FarOut;
  /** Of memory, by container name: those that use most of their limit. */
  readonly growth?: Readonly<Record<string, Growth>>;
  readonly minutes?: Minutes;
  readonly risk?: ServiceRisk;
  readonly ranked?: RankedFor;
  /** Newest values of the last tick, the highest of all replicas; what had no fresh sample is absent. */
  readonly signals?: Readonly<Partial<Record<FeatureName, number>>>;
}

/** State of the shard as a whole. */
export interface ShardMemory {
  readonly stormSinceMs?: EpochMs;
  readonly stormUntilMs?: EpochMs;
  readonly lastTickAtMs?: EpochMs;
  /** Consecutive failed reads, by host. */
  readonly unreachable: Readonly<Record<string, number>>;
  /** When a host could be read again that could not be read before. */
  readonly hostBackAtMs?: Readonly<Record<string, EpochMs>>;
  /** Since when a host that answers has had no metrics. */
  readonly metricsMissingSinceMs: Readonly<Record<string, EpochMs>>;
  /** The last tick that saw a host's containers. */
  readonly lastReadAtMs?: Readonly<Record<string, EpochMs>>;
  /** Of the policy in force; `builtin` while no good text was ever read. */
  readonly policyVersion?: string;
  /** Why the newest text of the policy was refused. */
  readonly policyRejected?: string;
  readonly labelProblems?: readonly LabelProblem[];
}

/** What others say of a host, newest only: a metric of CloudWatch, or the state of a team's own alarm. */
export interface HostSignal {
  readonly hostId: string;
  readonly name: string;
  readonly value: number | string;
  readonly words: string;
  readonly atMs: EpochMs;
}

/** All that a tick reads of the knowledge store. */
export interface Knowledge {
  readonly killSwitch: KillSwitch;
  readonly shard: ShardMemory;
  readonly services: readonly ServiceMemory[];
  /** Open and escalated ones. */
  readonly incidents: readonly Incident[];
  /** In flight, or finished within the attempt window. */
  readonly actions: readonly Action[];
  /** Of its hosts, or absent where nobody else says anything of them. */
  readonly signals?: readonly HostSignal[];
}

export interface OutboxMessage {
  readonly id: string;
  /** `resolved`: an incident that a person was called for is over. */
  readonly kind: 'escalation' | 'alarm' | 'resolved';
  readonly incidentId?: string;
  readonly words: string;
  readonly atMs: EpochMs;
}

/** All that a tick writes, in one transaction under its lease. */
export interface TickChanges {
  readonly shard: ShardMemory;
  readonly services: readonly ServiceMemory[];
  readonly incidents: readonly Incident[];
  readonly actions: readonly Action[];
  readonly timeline: readonly TimelineEvent[];
  readonly outbox: readonly OutboxMessage[];
}

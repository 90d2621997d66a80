import type { Judged } from '../ports/service-models.ts';
import type { FeatureSample, MetricReading } from './feature.ts';
import type { Knowledge } from './knowledge.ts';
import type { Policy, Profile } from './policy.ts';
import type { ContainerState, HostSnapshot } from './snapshot.ts';
import type { Verdict } from './symptom.ts';
import type { EpochMs } from './time.ts';

/** What one look at a host gave; a part that failed is a gap, not an error. */
export interface HostObservation {
  readonly hostId: string;
  /** Absent while the host agent does not answer; all times are on the control plane's clock. */
  readonly snapshot?: HostSnapshot;
  readonly unreachable?: string;
  readonly metrics?: MetricReading;
  readonly metricsError?: string;
  /** Control clock less host clock, 0 where they agree; unknown while the host agent does not answer. */
  readonly skewMs?: number;
}

/** One service on one host, as this tick sees it. */
export interface ServiceView {
  readonly serviceId: string;
  readonly hostId: string;
  readonly project: string;
  readonly service: string;
  readonly containers: readonly ContainerState[];
  readonly dependsOn: readonly string[];
  readonly profile: Profile;
  readonly samples: readonly FeatureSample[];
}

/** All that one tick sees and knows. */
export interface Fleet {
  readonly views: ReadonlyMap<string, ServiceView>;
  readonly hosts: readonly HostObservation[];
  /** At most one for each target. */
  readonly verdicts: readonly Verdict[];
  readonly knowledge: Knowledge;
  readonly policy: Policy;
  readonly nowMs: EpochMs;
  /** What the models say, by service id; absent where none are asked. */
  readonly judged?: ReadonlyMap<string, Judged>;
}

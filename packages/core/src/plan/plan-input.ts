import type { Diagnosis } from '../localize/localize.ts';
import type { Action } from '../model/action.ts';
import type { Fleet, HostObservation, ServiceView } from '../model/fleet.ts';
import type { Incident } from '../model/incident.ts';
import type { ServiceMemory } from '../model/knowledge.ts';
import type { ContainerState } from '../model/snapshot.ts';
import type { EpochMs } from '../model/time.ts';

/** All that the guards and the ladder may look at for one incident. */
export interface PlanInput {
  readonly diagnosis: Diagnosis;
  readonly incident: Incident;
  readonly fleet: Fleet;
  readonly host: HostObservation | undefined;
  /** Absent for a symptom of the whole host. */
  readonly view?: ServiceView;
  readonly container?: ContainerState;
  readonly memory?: ServiceMemory;
  /** Tries to heal this target within the attempt window, oldest first. */
  readonly attempts: readonly Action[];
  /** Those that did no good since the last one that did. */
  readonly fruitless: readonly Action[];
  readonly stormUntilMs?: EpochMs;
  readonly policyRejected?: string;
}

export interface Hold {
  readonly reason: string;
  readonly retryAtMs?: EpochMs;
}

/** Small, pure and total: a reason to hold, or undefined to pass. */
export type Guard = (input: PlanInput) => Hold | undefined;

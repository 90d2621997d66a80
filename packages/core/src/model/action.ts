import type { CommandAnswer } from '../ports/command-runner.ts';
import { isServiceWide, type Symptom } from './symptom.ts';
import type { EpochMs } from './time.ts';

export const actionKinds = ['restart', 'recycle', 'scale-out', 'scale-in', 'capture'] as const;
export type ActionKind = (typeof actionKinds)[number];

export type ActionState = 'intended' | 'sending' | 'sent' | 'verifying' | 'unknown' | 'finished';

/** All but a finished action count as in flight on their target. */
export const isInFlight = ({ state }: { readonly state: ActionState }): boolean => state !== 'finished';

/** Whether anything is being done to a service. */
export const isActedOn = (serviceId: string, actions: readonly Action[]): boolean =>
  actions.some((action) => action.serviceId === serviceId && isInFlight(action));

/**
 * `effective`, `ineffective`, `inconclusive`, `unknown` are verdicts of verification;
 * `blocked` and `refused` mean that the host declined before it touched anything;
 * `expired` and `cancelled` that nothing was run.
 */
export type Outcome =
  | 'effective'
  | 'ineffective'
  | 'inconclusive'
  | 'unknown'
  | 'blocked'
  | 'refused'
  | 'expired'
  | 'cancelled';

/** The verdicts of verification; all others say that nothing was done that could be verified. */
export const verifiedOutcomes: readonly Outcome[] = ['effective', 'ineffective', 'inconclusive', 'unknown'];

/** Attempts that changed nothing for the better and therefore count: endless trying is no healing. */
export const fruitless: readonly Outcome[] = ['ineffective', 'inconclusive', 'unknown', 'refused', 'expired'];

/** The one JSON object that the remediation script prints. */
export interface CommandResult {
  readonly status: 'done' | 'failed' | 'refused' | 'blocked' | 'unknown';
  readonly reason: string;
  readonly containerIdBefore: string;
  readonly containerIdAfter: string;
  /** The host's clock. */
  readonly startedAtMs: EpochMs;
  readonly endedAtMs: EpochMs;
  readonly evidenceDir: string;
  /** Last log lines before the act, already decoded; untrusted text. */
  readonly logTail: string;
}

export interface Action {
  /** `INCIDENT.RUNG.ATTEMPT`: the idempotency key, from the intent to the host's ledger; never the same twice. */
  readonly id: string;
  readonly incidentId: string;
  readonly shard: string;
  readonly hostId: string;
  readonly serviceId: string;
  /** `HOST/CONTAINER_NAME` */
  readonly targetId: string;
  readonly containerName: string;
  /** Precondition: the container decided on. */
  readonly containerId: string;
  readonly startedAt: string;
  readonly kind: ActionKind;
  readonly symptom: Symptom;
  readonly rung: number;
  /** Counted over all intents of the service. */
  readonly attempt: number;
  /** Wanted replica count, for `scale-out` and `scale-in`. */
  readonly replicas?: number;
  readonly stopTimeoutSeconds: number;
  readonly state: ActionState;
  readonly outcome?: Outcome;
  readonly outcomeReason?: string;
  readonly epoch: number;
  readonly intendedAtMs: EpochMs;
  readonly expiresAtMs: EpochMs;
  readonly claimedAtMs?: EpochMs;
  readonly commandId?: string;
  /** What was last read of its command, where somebody else than the loop reads it. */
  readonly answer?: CommandAnswer;
  readonly sentAtMs?: EpochMs;
  readonly result?: CommandResult;
  /** When the outcome was known. */
  readonly finishedAtMs?: EpochMs;
  /** First good probe after the act. */
  readonly servingAtMs?: EpochMs;
}

/** What an incident, a verdict or an action is about: one replica, or with an empty name the whole service. */
export interface Target {
  readonly serviceId: string;
  readonly containerName: string;
}

export const isSameTarget = (a: Target, b: Target): boolean =>
  a.serviceId === b.serviceId && a.containerName === b.containerName;

/** A whole service is healed by way of one of its replicas. */
export const targetOf = ({ serviceId, containerName, symptom }: Action): Target => ({
  serviceId,
  containerName: isServiceWide(symptom) ? '' : containerName,
});

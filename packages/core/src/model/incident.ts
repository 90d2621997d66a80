import type { Evidence, Symptom } from './symptom.ts';
import type { EpochMs } from './time.ts';

/** `healed` by ARES, `recovered` by itself, `target-gone` or `human` because nothing is left to heal. */
export type IncidentState = 'open' | 'escalated' | 'healed' | 'recovered' | 'target-gone' | 'human';

export interface Incident {
  readonly id: string;
  readonly shard: string;
  readonly hostId: string;
  readonly serviceId: string;
  readonly service: string;
  /** Empty for a whole service or host; the same for its life. */
  readonly containerName: string;
  readonly symptom: Symptom;
  readonly riskScore: number;
  readonly weight: 'act' | 'tell';
  readonly evidence: readonly Evidence[];
  readonly state: IncidentState;
  /** When the world went wrong, as far as the evidence says (exit time, first failing probe). */
  readonly beganAtMs: EpochMs;
  readonly detectedAtMs: EpochMs;
  readonly lastSeenAtMs: EpochMs;
  readonly closedAtMs?: EpochMs;
  /** Fingerprint of the last recorded decision, so that an unchanged one is not recorded again. */
  readonly lastDecision?: string;
  readonly rootServiceId?: string;
}

export const timelineKinds = [
  'detected',
  'changed',
  'localized',
  'decided',
  'intent',
  'sent',
  'result',
  'verified',
  'escalated',
  'closed',
  'docker-restart',
] as const;

/** One line of an incident's story; `data` is what the line is about, as JSON. */
export interface TimelineEvent {
  readonly incidentId: string;
  readonly atMs: EpochMs;
  readonly kind: (typeof timelineKinds)[number];
  readonly words: string;
  readonly data: unknown;
}

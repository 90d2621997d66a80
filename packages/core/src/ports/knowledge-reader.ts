import type { Action } from '../model/action.ts';
import type { Decision } from '../model/decision.ts';
import type { Incident, TimelineEvent } from '../model/incident.ts';
import type { KillSwitch, LabelProblem, ServiceMemory } from '../model/knowledge.ts';
import type { EpochMs } from '../model/time.ts';

/** The fleet at a glance, as of the last tick. */
export interface FleetOverview {
  readonly killSwitch: KillSwitch;
  /** Absent before the first tick. */
  readonly lastTickAtMs?: EpochMs;
  /** Those that the last reading of their host saw, that have an open incident, or that a person just removed. */
  readonly services: readonly ServiceMemory[];
  /** Open and escalated ones, newest first. */
  readonly openIncidents: readonly Incident[];
  /** The last decision on each open incident, by its id; none for what is told only. */
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly inFlight: readonly Action[];
  /** When the hosts were last read that the last tick could not read: what is known of their services is of then. */
  readonly silentHosts: Readonly<Record<string, EpochMs>>;
  /** Of the policy in force; `builtin` while no good text was ever read. */
  readonly policyVersion?: string;
  /** Why the newest text of the policy was refused. */
  readonly policyRejected?: string;
  readonly labelProblems: readonly LabelProblem[];
}

export interface IncidentFilter {
  readonly service?: string;
  readonly open?: boolean;
  readonly limit: number;
  /** Keyset: incidents detected before this one, which was the last of the page before. */
  readonly before?: { readonly detectedAtMs: EpochMs; readonly id: string };
}

export interface IncidentStory {
  readonly incident: Incident;
  readonly actions: readonly Action[];
  /** Oldest first. */
  readonly timeline: readonly TimelineEvent[];
}

export interface AuditEntry {
  readonly atMs: EpochMs;
  readonly by: string;
  readonly what: string;
  readonly reason: string;
}

/** What people read, by CLI and API. Throws AresError STORE_UNAVAILABLE. */
export interface KnowledgeReader {
  overview(shard: string): Promise<FleetOverview>;
  /** Newest first. */
  incidents(filter: IncidentFilter): Promise<readonly Incident[]>;
  /** By id or by an unambiguous beginning of it; several matches come back as their ids. */
  incident(idOrPrefix: string): Promise<IncidentStory | { readonly ambiguous: readonly string[] } | undefined>;
  audit(limit: number): Promise<readonly AuditEntry[]>;
}

/** A test message is on its way, or another one was sent too short a time ago. */
export type TestSent =
  | { readonly sent: true; readonly id: string }
  | { readonly sent: false; readonly againInMs: number };

/** What people decide. Every change is audited with who and why. */
export interface KnowledgeAdmin {
  setKillSwitch(on: boolean, by: string, reason: string): Promise<KillSwitch>;
  /** Tells every channel, as an alarm would be told; once a minute, whoever asks. */
  sendTest(by: string, reason: string): Promise<TestSent>;
}

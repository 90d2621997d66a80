import type { AuditEntry, EpochMs, FleetOverview, Incident, KillSwitch } from '@ares/core';

/** `GET /health` */
export interface HealthAnswer {
  readonly status: 'ok';
  readonly version: string;
}

/** `GET /api/v1/config`: where people sign in. */
export interface SignIn {
  /** Of the tokens; its `/.well-known/openid-configuration` has the rest. */
  readonly issuer: string;
  readonly clientId: string;
  /** Of the sign-in pages, which also end a session. */
  readonly domain: string;
}

/** `GET /api/v1/shards` */
export interface ShardsAnswer {
  readonly shards: readonly string[];
}

/** `GET /api/v1/incidents` */
export interface IncidentsAnswer {
  /** Newest first. */
  readonly incidents: readonly Incident[];
  /** For `?before=`; absent on the last page. */
  readonly next?: string;
}

/** `GET /api/v1/audit`, newest first. */
export interface AuditAnswer {
  readonly entries: readonly AuditEntry[];
}

/** `POST /api/v1/test-message`: it is on its way. */
export interface TestMessageAnswer {
  readonly id: string;
}

/** What ARES knows of itself in one shard. */
export interface ShardHealth
  extends Pick<FleetOverview, 'lastTickAtMs' | 'silentHosts' | 'policyVersion' | 'policyRejected' | 'labelProblems'> {
  readonly shard: string;
  /** Open ones of whole hosts: an agent or a Prometheus that cannot be reached, with the reason. */
  readonly hostIncidents: readonly Incident[];
}

/** `GET /api/v1/doctor` */
export interface DoctorAnswer {
  readonly version: string;
  /** Of the API. */
  readonly nowMs: EpochMs;
  readonly killSwitch: KillSwitch;
  readonly shards: readonly ShardHealth[];
}

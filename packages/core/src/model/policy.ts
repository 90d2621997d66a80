import type { ActionKind } from './action.ts';
import type { Symptom } from './symptom.ts';
import type { EpochMs } from './time.ts';

export type Autonomy = 'shadow' | 'approve' | 'auto';

export interface BudgetLimit {
  /** Actions in flight at one time; at least 1. */
  readonly inFlightMax: number;
  readonly perHourMax: number;
}

/** How the containers that name this profile (label `ares.policy`) are treated. */
export interface Profile {
  readonly autonomy: Autonomy;
  /** Never recreated, whatever a ladder says. */
  readonly stateful: boolean;
  readonly ladders: Readonly<Partial<Record<Symptom, readonly ActionKind[]>>>;
  readonly startPeriodMs: number;
  readonly scaleMax: number;
  /** Share of requests that may fail; burn rates are multiples of it. */
  readonly errorBudgetRatio: number;
}

export interface MaintenanceWindow {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  /** Services that it covers; empty means all. */
  readonly services: readonly string[];
}

/** `ares.policy.yaml`, parsed, validated and completed with defaults. */
export interface Policy {
  /** First 12 digits of the SHA-256 of the file's text. */
  readonly version: string;
  readonly profiles: Readonly<Record<string, Profile>> & { readonly default: Profile };
  readonly services: Readonly<Record<string, Partial<Profile>>>;
  readonly maintenance: readonly MaintenanceWindow[];
  readonly telemetryStaleMs: number;
  readonly deployGraceMs: number;
  readonly dependencySettleMs: number;
  readonly storm: { readonly share: number; readonly rootsMin: number; readonly resumeMs: number };
  readonly budgets: { readonly service: BudgetLimit; readonly host: BudgetLimit; readonly fleet: BudgetLimit };
  readonly cooldown: { readonly baseMs: number; readonly maxMs: number };
  readonly attempts: { readonly max: number; readonly windowMs: number };
  readonly flapping: { readonly startShare: number; readonly endShare: number };
  readonly verification: { readonly probes: number; readonly stableMs: number; readonly deadlineMs: number };
  readonly intentTtlMs: number;
}

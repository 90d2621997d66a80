import { BUILTIN_POLICY_VERSION, type Policy, type Profile } from '@ares/core';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A stranger's application is watched and told about, never touched, until its owner says otherwise. */
export const defaultProfile: Profile = {
  autonomy: 'shadow',
  stateful: false,
  ladders: {
    crash: ['restart', 'recycle'],
    hang: ['restart', 'recycle'],
    unhealthy: ['restart', 'recycle'],
    'cpu-overload': ['scale-out'],
    'memory-growth': ['recycle'],
    errors: ['restart'],
    latency: ['restart'],
  },
  startPeriodMs: 20 * SECOND_MS,
  scaleMax: 3,
  errorBudgetRatio: 0.01,
};

/** A store: restarted at most, never recreated and never multiplied. */
export const defaultStatefulProfile: Profile = {
  ...defaultProfile,
  stateful: true,
  ladders: { crash: ['restart'], hang: ['restart'], unhealthy: ['restart'] },
};

/** In force while no valid `ares.policy.yaml` was ever read. */
export const builtinPolicy: Policy = {
  version: BUILTIN_POLICY_VERSION,
  profiles: { default: defaultProfile },
  services: {},
  maintenance: [],
  telemetryStaleMs: 10 * SECOND_MS,
  deployGraceMs: 2 * MINUTE_MS,
  dependencySettleMs: 15 * SECOND_MS,
  // The complement of medik8s' minHealthy of 51 %.
  storm: { share: 0.49, rootsMin: 3, resumeMs: MINUTE_MS },
  budgets: {
    service: { inFlightMax: 1, perHourMax: 12 },
    host: { inFlightMax: 2, perHourMax: 60 },
    fleet: { inFlightMax: 4, perHourMax: 200 },
  },
  // Kubernetes' CrashLoopBackOff.
  cooldown: { baseMs: 10 * SECOND_MS, maxMs: 300 * SECOND_MS },
  // Kubernaut.
  attempts: { max: 3, windowMs: 4 * HOUR_MS },
  // Nagios.
  flapping: { startShare: 0.5, endShare: 0.25 },
  verification: { probes: 3, stableMs: 10 * SECOND_MS, deadlineMs: MINUTE_MS },
  intentTtlMs: MINUTE_MS,
};

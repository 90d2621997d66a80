import type { EpochMs } from './time.ts';

export const symptoms = [
  'crash',
  'hang',
  'unhealthy',
  'cpu-overload',
  'memory-growth',
  'latency',
  'errors',
  'host-down',
  'telemetry-loss',
] as const;

export type Symptom = (typeof symptoms)[number];

/** Symptoms of a service as a whole, which no single replica is to blame for. */
const serviceWide: readonly Symptom[] = ['cpu-overload', 'latency'];

/** Symptoms that rest on metrics; the others rest on what the host agent sees itself. */
const ofMetrics: readonly Symptom[] = ['cpu-overload', 'memory-growth', 'latency', 'errors'];

export const isOfMetrics = (symptom: Symptom): boolean => ofMetrics.includes(symptom);

export const isServiceWide = (symptom: Symptom): boolean => serviceWide.includes(symptom);

/** One reason of a risk score, in words and numbers. */
export interface Evidence {
  readonly feature: string;
  readonly value: number | string;
  readonly expected?: string;
  /** "3 probes in a row timed out after 1,500 ms" */
  readonly words: string;
  readonly atMs: EpochMs;
  /** Known beside the verdict's own reasons: it says nothing of when the trouble began. */
  readonly context?: true;
  /** Its share in a risk that has several reasons, 0..1. */
  readonly weight?: number;
}

/** What analysis says of one replica, of a whole service or of a whole host. */
export interface Verdict {
  readonly serviceId: string;
  readonly hostId: string;
  readonly service: string;
  readonly symptom: Symptom;
  /** The replica that shows it; empty for a symptom of the whole service or host. */
  readonly containerName: string;
  /** 0..1, with the same meaning for every service. */
  readonly riskScore: number;
  /** `act`: hard enough for the planner; `tell`: recorded and shown, never acted on. */
  readonly weight: 'act' | 'tell';
  readonly evidence: readonly Evidence[];
}

export type HealthState = 'HEALTHY' | 'DEGRADED' | 'DOWN' | 'HEALING' | 'RECOVERING';

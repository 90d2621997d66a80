import type { FeatureSample } from '../../model/feature.ts';
import type { Symptom } from '../../model/symptom.ts';
import type { Guard } from '../plan-input.ts';

/** Symptoms that rest on metrics; the others rest on what the host agent sees itself. */
export const metricSymptoms: readonly Symptom[] = ['cpu-overload', 'memory-growth', 'latency', 'errors'];

/** The evidence behind the symptom has to be of now. A lost host is its own symptom. */
export const telemetry: Guard = ({ diagnosis, host, view, fleet }) => {
  const { symptom } = diagnosis.verdict;
  if (symptom === 'host-down') return undefined;
  if (!host?.snapshot) return { reason: `host agent does not answer: ${host?.unreachable ?? 'unknown host'}` };
  if (!host.snapshot.docker.ok) return { reason: 'the Docker daemon does not answer the host agent' };
  if (!metricSymptoms.includes(symptom)) return undefined;
  const newestMs = Math.max(0, ...(view?.samples ?? []).map((sample: FeatureSample) => sample.atMs));
  const ageMs = fleet.nowMs - newestMs;
  return ageMs > fleet.policy.telemetryStaleMs
    ? { reason: newestMs === 0 ? 'no metrics' : `metrics are ${Math.round(ageMs / 1_000)} s old` }
    : undefined;
};

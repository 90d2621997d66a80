import { isOfMetrics } from '../../model/symptom.ts';
import type { Guard } from '../plan-input.ts';

/** All evidence behind the symptom has to be of now. A lost host is its own symptom. */
export const telemetry: Guard = ({ diagnosis, host, fleet }) => {
  const { symptom } = diagnosis.verdict;
  if (symptom === 'host-down') return undefined;
  if (!host?.snapshot) return { reason: `host agent does not answer: ${host?.unreachable ?? 'unknown host'}` };
  if (!host.snapshot.docker.ok) return { reason: 'the Docker daemon does not answer the host agent' };
  if (!isOfMetrics(symptom)) return undefined;
  const oldestMs = Math.min(...diagnosis.verdict.evidence.map((evidence) => evidence.atMs));
  if (!Number.isFinite(oldestMs)) return { reason: 'no metrics' };
  const ageMs = fleet.nowMs - oldestMs;
  return ageMs > fleet.policy.telemetryStaleMs
    ? { reason: `the metrics behind it are ${Math.round(ageMs / 1_000)} s old` }
    : undefined;
};

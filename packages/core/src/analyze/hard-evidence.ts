import type { Profile } from '../model/policy.ts';
import type { ContainerState, HumanIntent } from '../model/snapshot.ts';
import type { EpochMs } from '../model/time.ts';
import { intentOn, isExited, isStarting, newestProbes, PROBES_IN_A_ROW } from './container-state.ts';
import type { Finding } from './finding.ts';

/** A probe result older than this says nothing of now. */
const PROBE_FRESH_MS = 5_000;

/** Dead, hanging or failing its probe: evidence that needs no history. A person's stop or pause is none of these. */
export function hardEvidence(
  container: ContainerState,
  intents: readonly HumanIntent[],
  profile: Profile,
  nowMs: EpochMs,
): Finding | undefined {
  if (intentOn(container, intents) || container.settling) return undefined;
  if (isExited(container) || container.state === 'restarting') return crash(container, nowMs);
  if (container.state !== 'running' || isStarting(container, profile, nowMs)) return undefined;
  return failingProbes(container, nowMs) ?? failingDockerHealth(container, nowMs);
}

function crash(container: ContainerState, nowMs: EpochMs): Finding {
  const atMs = container.finishedAtMs ?? nowMs;
  const exit = `exited with code ${container.exitCode ?? 'unknown'}`;
  return {
    symptom: 'crash',
    containerName: container.name,
    riskScore: 1,
    weight: 'act',
    evidence: [
      container.oomKilled
        ? { feature: 'oomKilled', value: 'true', words: `killed for want of memory, ${exit}`, atMs }
        : { feature: 'exitCode', value: container.exitCode ?? 'unknown', words: `${exit}, nobody stopped it`, atMs },
    ],
  };
}

function failingProbes(container: ContainerState, nowMs: EpochMs): Finding | undefined {
  const newest = newestProbes(container);
  const [first, last] = [newest?.at(0), newest?.at(-1)];
  if (newest === undefined || first === undefined || last === undefined) return undefined;
  if (newest.some((probe) => probe.outcome === 'ok')) return undefined;
  if (nowMs - (last.atMs + last.durationMs) > PROBE_FRESH_MS) return undefined;
  const hanging = newest.every((probe) => probe.outcome === 'timeout');
  const seen = [...new Set(newest.map((probe) => (probe.status ? `${probe.outcome} ${probe.status}` : probe.outcome)))];
  return {
    symptom: hanging ? 'hang' : 'unhealthy',
    containerName: container.name,
    riskScore: hanging ? 0.97 : 0.95,
    weight: 'act',
    evidence: [
      {
        feature: 'probe',
        value: seen.join(', '),
        expected: 'ok',
        words: `${PROBES_IN_A_ROW} probes in a row failed: ${seen.join(', ')}`,
        atMs: first.atMs,
      },
    ],
  };
}

function failingDockerHealth(container: ContainerState, nowMs: EpochMs): Finding | undefined {
  if (container.dockerHealth !== 'unhealthy') return undefined;
  const evidence = { feature: 'dockerHealth', value: 'unhealthy', expected: 'healthy', atMs: nowMs };
  return {
    symptom: 'unhealthy',
    containerName: container.name,
    riskScore: 0.95,
    weight: 'act',
    evidence: [{ ...evidence, words: 'Docker reports its health check as failing' }],
  };
}

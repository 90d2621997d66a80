import type { ServiceMemory } from '../model/knowledge.ts';
import type { ContainerState } from '../model/snapshot.ts';
import type { EpochMs } from '../model/time.ts';
import type { Finding } from './finding.ts';

/** Docker brought the container back by its own restart policy since the last look: told, not acted on. */
export function dockerRestarted(
  container: ContainerState,
  memory: ServiceMemory | undefined,
  nowMs: EpochMs,
): Finding | undefined {
  const before = memory?.dockerRestarts[container.name];
  if (before === undefined || container.restartCount <= before) return undefined;
  const allowed = container.restartPolicy.name === 'on-failure' ? ` of ${container.restartPolicy.maxRetries}` : '';
  return {
    symptom: 'crash',
    containerName: container.name,
    riskScore: 0.6,
    weight: 'tell',
    evidence: [
      {
        feature: 'restartCount',
        value: container.restartCount,
        expected: String(before),
        words: `Docker restarted it by its own policy (${container.restartCount}${allowed})`,
        atMs: container.exitsAtMs.at(-1) ?? nowMs,
      },
    ],
  };
}

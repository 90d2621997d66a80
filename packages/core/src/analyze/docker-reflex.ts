import type { ServiceMemory } from '../model/knowledge.ts';
import type { ContainerState } from '../model/snapshot.ts';
import type { EpochMs } from '../model/time.ts';
import type { Finding } from './finding.ts';

/** Docker counts a restart when it decides on it, before the container runs again: only what is done is told. */
export const restartsDone = ({ state, restartCount }: ContainerState): number =>
  state === 'restarting' ? restartCount - 1 : restartCount;

/** Docker brought the container back by its own restart policy since the last look: told, not acted on. */
export function dockerRestarted(
  container: ContainerState,
  memory: ServiceMemory | undefined,
  nowMs: EpochMs,
): Finding | undefined {
  const before = memory?.dockerRestarts[container.name];
  const done = restartsDone(container);
  if (before === undefined || done <= before) return undefined;
  const allowed = container.restartPolicy.name === 'on-failure' ? ` of ${container.restartPolicy.maxRetries}` : '';
  return {
    symptom: 'crash',
    containerName: container.name,
    riskScore: 0.6,
    weight: 'tell',
    evidence: [
      {
        feature: 'restartCount',
        value: done,
        expected: String(before),
        words: `Docker restarted it by its own policy (${done}${allowed})`,
        atMs: container.exitsAtMs.at(-1) ?? nowMs,
      },
    ],
  };
}

import type { ServiceMemory } from '../model/knowledge.ts';
import type { ContainerState } from '../model/snapshot.ts';
import type { EpochMs } from '../model/time.ts';
import { dockerWillRestart } from './container-state.ts';
import type { Finding } from './finding.ts';

/**
 * Docker's own restarts of a container that are over. Docker counts one when it decides on it: while the container
 * is on its way, in whatever state it is caught, the count of before holds, so that the restart is told once it is done.
 */
export function restartsDone(container: ContainerState, before: number | undefined, nowMs: EpochMs): number {
  const onItsWay = container.state === 'restarting' || dockerWillRestart(container, nowMs);
  return onItsWay ? (before ?? container.restartCount) : container.restartCount;
}

/** Docker brought the container back by its own restart policy since the last look: told, not acted on. */
export function dockerRestarted(
  container: ContainerState,
  memory: ServiceMemory | undefined,
  nowMs: EpochMs,
): Finding | undefined {
  const before = memory?.dockerRestarts[container.name];
  const done = restartsDone(container, before, nowMs);
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

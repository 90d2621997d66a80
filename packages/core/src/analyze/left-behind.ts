import { type Action, isInFlight, isSameTarget, targetOf } from '../model/action.ts';
import type { ServiceView } from '../model/fleet.ts';
import type { ContainerState } from '../model/snapshot.ts';
import type { Finding } from './finding.ts';

/** A container that a failed recycle made and never started. One that a person only created is none of ours. */
export function leftBehind(
  container: ContainerState,
  { serviceId }: ServiceView,
  actions: readonly Action[],
): Finding | undefined {
  if (container.state !== 'created') return undefined;
  const target = { serviceId, containerName: container.name };
  const last = actions.findLast((action) => isSameTarget(targetOf(action), target));
  if (last?.kind !== 'recycle' || isInFlight(last) || last.outcome === 'effective') return undefined;
  const evidence = {
    feature: 'state',
    value: 'created',
    expected: 'running',
    atMs: last.finishedAtMs ?? last.intendedAtMs,
  };
  return {
    symptom: 'crash',
    containerName: container.name,
    riskScore: 1,
    weight: 'act',
    evidence: [{ ...evidence, words: `${last.kind} ${last.id} made it and did not start it` }],
  };
}

import type { Action, ActionKind } from '../model/action.ts';
import type { Lease, ServiceMemory } from '../model/knowledge.ts';
import type { ContainerState } from '../model/snapshot.ts';
import type { PlanInput } from '../plan/plan-input.ts';

const STOP_TIMEOUT_SECONDS = 5;
/** A hanging process does not answer the stop signal: waiting for it only costs time. */
const STOP_TIMEOUT_HANG_SECONDS = 1;

/** From what is stored alone, so that a tick that is run again says the same. */
export const nextAttempt = (memory: ServiceMemory | undefined): number => (memory?.attempts ?? 0) + 1;

/** The write-ahead intent of a decision, with the preconditions that the host checks again. */
export function intend(
  input: PlanInput & { readonly container: ContainerState },
  kind: ActionKind,
  rung: number,
  lease: Lease,
): Action {
  const { incident, container, fleet, view, memory } = input;
  const attempt = nextAttempt(memory);
  return {
    id: `${incident.id}.${rung}.${attempt}`,
    incidentId: incident.id,
    shard: lease.shard,
    hostId: incident.hostId,
    serviceId: incident.serviceId,
    targetId: `${incident.hostId}/${container.name}`,
    containerName: container.name,
    containerId: container.id,
    startedAt: container.startedAt,
    kind,
    symptom: incident.symptom,
    rung,
    attempt,
    ...(kind === 'scale-out' ? { replicas: (view?.containers.length ?? 1) + 1 } : {}),
    stopTimeoutSeconds: incident.symptom === 'hang' ? STOP_TIMEOUT_HANG_SECONDS : STOP_TIMEOUT_SECONDS,
    state: 'intended',
    epoch: lease.epoch,
    intendedAtMs: fleet.nowMs,
    expiresAtMs: fleet.nowMs + fleet.policy.intentTtlMs,
  };
}

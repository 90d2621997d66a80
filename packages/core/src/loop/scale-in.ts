import { nextAttempt } from '../execute/intend.ts';
import { type Action, isInFlight } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Lease } from '../model/knowledge.ts';

const CALM_MS = 300_000;
const TRIES_MAX = 3;

/** Takes added replicas away again after five calm minutes, one at a time and only where ARES added them. */
export function scaleIns(fleet: Fleet, lease: Lease): readonly Action[] {
  const { knowledge, nowMs, policy } = fleet;
  if (knowledge.killSwitch.on) return [];
  return knowledge.services.flatMap((memory) => {
    const view = fleet.views.get(memory.serviceId);
    const [container] = view?.containers ?? [];
    const { scaled } = memory;
    const calm = scaled && nowMs - scaled.atMs >= CALM_MS && !memory.cpuHot.includes('1');
    const busy = knowledge.actions.some((a) => a.serviceId === memory.serviceId && isInFlight(a));
    if (!calm || busy || !view || !container || view.profile.autonomy !== 'auto') return [];
    if (
      fleet.verdicts.some((verdict) => verdict.serviceId === memory.serviceId) ||
      view.containers.length !== scaled.to
    )
      return [];
    if (memory.deploySeenAtMs !== undefined && nowMs - memory.deploySeenAtMs < policy.deployGraceMs) return [];
    if (policy.maintenance.some((w) => w.fromMs <= nowMs && nowMs < w.toMs)) return [];
    if (nowMs - memory.sampledAtMs > policy.telemetryStaleMs) return [];
    const tried = knowledge.actions.filter((a) => a.serviceId === memory.serviceId && a.kind === 'scale-in');
    if (tried.filter((a) => a.outcome !== 'effective').length >= TRIES_MAX) return [];
    const attempt = nextAttempt(memory);
    return [
      {
        id: `${scaled.incidentId}.0.${attempt}`,
        incidentId: scaled.incidentId,
        shard: lease.shard,
        hostId: view.hostId,
        serviceId: view.serviceId,
        targetId: `${view.hostId}/${container.name}`,
        containerName: container.name,
        containerId: container.id,
        startedAt: container.startedAt,
        kind: 'scale-in' as const,
        symptom: 'cpu-overload' as const,
        rung: 0,
        attempt,
        replicas: view.containers.length - 1,
        stopTimeoutSeconds: 10,
        state: 'intended' as const,
        epoch: lease.epoch,
        intendedAtMs: nowMs,
        expiresAtMs: nowMs + policy.intentTtlMs,
      },
    ];
  });
}

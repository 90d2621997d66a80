import { dockerWillRestart } from '../../analyze/container-state.ts';
import { isInFlight } from '../../model/action.ts';
import type { Guard } from '../plan-input.ts';

/** One action at a time on a target, and Docker's own restart is one. */
export const inFlight: Guard = ({ container, fleet, incident }) => {
  const running = fleet.knowledge.actions.find((a) => isInFlight(a) && a.serviceId === incident.serviceId);
  if (running) return { reason: `${running.kind} ${running.id} is ${running.state}` };
  return container && dockerWillRestart(container, fleet.nowMs)
    ? {
        reason: `Docker restarts it by its own policy (${container.restartPolicy.name})`,
        retryAtMs: fleet.nowMs + 1_000,
      }
    : undefined;
};

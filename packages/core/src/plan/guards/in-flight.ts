import { dockerWillRestart } from '../../analyze/container-state.ts';
import { isInFlight, type Target, targetOf } from '../../model/action.ts';
import type { Guard } from '../plan-input.ts';

/** One action at a time on a target, and Docker's own restart is one. */
export const inFlight: Guard = ({ container, fleet, incident }) => {
  const running = fleet.knowledge.actions.find((a) => isInFlight(a) && overlaps(targetOf(a), incident));
  if (running) return { reason: `${running.kind} ${running.id} is ${running.state}` };
  return container && dockerWillRestart(container, fleet.nowMs)
    ? {
        reason: `Docker restarts it by its own policy (${container.restartPolicy.name})`,
        retryAtMs: fleet.nowMs + 1_000,
      }
    : undefined;
};

/** The same replica, or one of the two is the whole service. */
const overlaps = (a: Target, b: Target): boolean =>
  a.serviceId === b.serviceId &&
  (a.containerName === b.containerName || a.containerName === '' || b.containerName === '');

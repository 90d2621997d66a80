import { isServing } from '../analyze/container-state.ts';
import { isInFlight } from '../model/action.ts';
import type { Fleet, ServiceView } from '../model/fleet.ts';
import type { HealthState } from '../model/symptom.ts';

/** The state that people see. A service whose heal is under way is HEALING, then RECOVERING until it is verified. */
export function healthOf(view: ServiceView, { knowledge, verdicts }: Fleet): HealthState {
  const action = knowledge.actions.find((a) => a.serviceId === view.serviceId && isInFlight(a));
  if (action) return action.state === 'verifying' ? 'RECOVERING' : 'HEALING';
  if (!view.containers.some(isServing)) return 'DOWN';
  return verdicts.some((verdict) => verdict.serviceId === view.serviceId) ? 'DEGRADED' : 'HEALTHY';
}

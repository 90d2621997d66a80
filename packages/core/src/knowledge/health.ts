import { isServing } from '../analyze/container-state.ts';
import type { Fleet } from '../localize/localize.ts';
import type { HealthState } from '../model/symptom.ts';
import type { ServiceView } from '../monitor/service-view.ts';

/** The state that people see. A service whose heal is under way is HEALING, then RECOVERING until it is verified. */
export function healthOf(view: ServiceView, { knowledge, verdicts }: Fleet): HealthState {
  const action = knowledge.actions.find((a) => a.serviceId === view.serviceId && a.state !== 'finished');
  if (action) return action.state === 'verifying' ? 'RECOVERING' : 'HEALING';
  if (!view.containers.some(isServing)) return 'DOWN';
  return verdicts.has(view.serviceId) ? 'DEGRADED' : 'HEALTHY';
}

import { isProvenServing, isServing } from '../../analyze/container-state.ts';
import { isInFlight } from '../../model/action.ts';
import { budgetClaims } from '../budgets.ts';
import { isUsedUp } from '../ladder.ts';
import type { Guard, Hold, PlanInput } from '../plan-input.ts';

const HOUR_MS = 3_600_000;
/** A sole replica that still serves is only touched when it is about to die anyway. */
const EXHAUSTION_NEAR_SECONDS = 300;

/**
 * Budgets first, as a cheap look ahead of the store's own conditional write; then the replicas that still serve. Where
 * nothing is left to be done, a person is not kept waiting for either.
 */
export const blastRadius: Guard = (input) => (isUsedUp(input) ? undefined : (overBudget(input) ?? stillServing(input)));

function overBudget({ diagnosis, fleet }: PlanInput): Hold | undefined {
  const { actions } = fleet.knowledge;
  for (const claim of budgetClaims(diagnosis.verdict, fleet.policy)) {
    const own = actions.filter(claim.covers);
    const inFlight = own.filter(isInFlight).length;
    if (inFlight >= claim.inFlightMax) return { reason: `budget of ${claim.scope}: ${inFlight} in flight` };
    const hour = own.filter((action) => fleet.nowMs - action.intendedAtMs < HOUR_MS).length;
    if (hour >= claim.perHourMax) return { reason: `budget of ${claim.scope}: ${hour} actions in the last hour` };
  }
  return undefined;
}

function stillServing({ container, view, diagnosis, fleet }: PlanInput): Hold | undefined {
  if (container === undefined || view === undefined || diagnosis.verdict.symptom === 'cpu-overload') return undefined;
  if (diagnosis.verdict.symptom === 'errors' || !isServing(container)) return undefined;
  const inHand = new Set(fleet.knowledge.actions.filter(isInFlight).map((action) => action.containerId));
  const spare = view.containers.find(
    (other) => other.id !== container.id && !inHand.has(other.id) && isProvenServing(other),
  );
  if (spare) return undefined;
  const exhaustion = view.samples.find(
    (s) => s.feature === 'memoryExhaustionSeconds' && s.containerName === container.name,
  );
  if (exhaustion && exhaustion.value <= EXHAUSTION_NEAR_SECONDS) return undefined;
  return { reason: 'the last replica that still serves' };
}

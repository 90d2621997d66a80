import { type ActionKind, isInFlight } from '../model/action.ts';
import { isSpent } from './attempts.ts';
import type { PlanInput } from './plan-input.ts';

export interface Rung {
  readonly kind: ActionKind;
  readonly rung: number;
}

/**
 * The next rung of the symptom's ladder that this target allows: one up for each attempt that did no good, the last
 * one again when there are attempts left. Undefined: the ladder is exhausted and a person is needed.
 */
export function nextRung(input: PlanInput): Rung | undefined {
  const { diagnosis, view, container, fruitless } = input;
  if (view === undefined || container === undefined || isUsedUp(input)) return undefined;
  const ladder = view.profile.ladders[diagnosis.verdict.symptom] ?? [];
  const allowed = ladder
    .map((kind, rung) => ({ kind, rung }))
    .filter(({ kind }) => kind !== 'capture' || !isCaptured(input))
    .filter(({ kind }) => kind !== 'recycle' || !view.profile.stateful)
    .filter(({ kind }) => kind !== 'scale-out' || canScaleOut({ view, container }));
  return allowed[Math.min(fruitless.length, allowed.length - 1)];
}

/** No attempt is left: too many in a row did no good, or too many were needed at all. */
export const isUsedUp = ({ attempts, fruitless, fleet: { policy } }: PlanInput): boolean =>
  fruitless.length >= policy.attempts.max || isSpent(attempts, policy);

/** Evidence is taken once for an incident, and whatever came of it the remedy is next. */
const isCaptured = ({ fleet, incident }: PlanInput): boolean =>
  fleet.knowledge.actions.some(
    (a) => a.incidentId === incident.id && a.kind === 'capture' && !isInFlight(a) && a.outcome !== 'cancelled',
  );

const canScaleOut = ({ view, container }: Required<Pick<PlanInput, 'view' | 'container'>>): boolean =>
  container.scalable && !view.profile.stateful && view.containers.length < view.profile.scaleMax;

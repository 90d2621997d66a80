import type { ActionKind } from '../model/action.ts';
import type { PlanInput } from './plan-input.ts';

export interface Rung {
  readonly kind: ActionKind;
  readonly rung: number;
}

/**
 * The next rung of the symptom's ladder that this target allows: one up for each attempt that did no good, the last
 * one again when there are attempts left. Undefined: the ladder is exhausted and a person is needed.
 */
export function nextRung({ diagnosis, fleet, view, container, fruitless }: PlanInput): Rung | undefined {
  if (view === undefined || container === undefined || fruitless.length >= fleet.policy.attempts.max) return undefined;
  const ladder = view.profile.ladders[diagnosis.verdict.symptom] ?? [];
  const allowed = ladder
    .map((kind, rung) => ({ kind, rung }))
    .filter(({ kind }) => kind !== 'recycle' || !view.profile.stateful)
    .filter(({ kind }) => kind !== 'scale-out' || canScaleOut({ view, container }));
  return allowed[Math.min(fruitless.length, allowed.length - 1)];
}

const canScaleOut = ({ view, container }: Required<Pick<PlanInput, 'view' | 'container'>>): boolean =>
  container.scalable && !view.profile.stateful && view.containers.length < view.profile.scaleMax;

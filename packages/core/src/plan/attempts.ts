import {
  type Action,
  type ActionKind,
  fruitless,
  isInFlight,
  isSameTarget,
  type Outcome,
  type Target,
  targetOf,
  verifiedOutcomes,
} from '../model/action.ts';
import type { Policy } from '../model/policy.ts';

/** Taking evidence or replicas away heals nothing and is no failure either. */
const neutral: readonly ActionKind[] = ['capture', 'scale-in'];

/** Tries to heal a target that have ended, oldest first. */
export const attemptsOn = (actions: readonly Action[], target: Target): readonly Action[] =>
  actions.filter((a) => isSameTarget(targetOf(a), target) && !isInFlight(a) && !neutral.includes(a.kind));

/** The host had other work, a release or another action: that says nothing about the remedy. */
const wasBusy = ({ outcome, outcomeReason }: Action): boolean => outcome === 'refused' && outcomeReason === 'busy';

/** Of these, the ones that did no good since the last that did, also where the host was busy. */
export const inVainOf = (attempts: readonly Action[]): readonly Action[] => {
  const lastGood = attempts.findLastIndex((action) => action.outcome === 'effective');
  return attempts.slice(lastGood + 1).filter(({ outcome }) => outcome && fruitless.includes(outcome));
};

/** Of these, the ones that speak against their remedy. */
export const fruitlessOf = (attempts: readonly Action[]): readonly Action[] =>
  inVainOf(attempts).filter((action) => !wasBusy(action));

const neverSent: readonly (Outcome | undefined)[] = ['cancelled', 'expired'];

/** Attempts that did something to the target, whether it helped or not. */
export const touchesOf = (attempts: readonly Action[]): readonly Action[] =>
  attempts.filter(({ outcome }) => outcome && verifiedOutcomes.includes(outcome));

/** Attempts that reached the host, whatever it made of them. */
export const sentOf = (attempts: readonly Action[]): readonly Action[] =>
  attempts.filter(({ outcome }) => !neverSent.includes(outcome));

/** Attempts at which the host did not have other work. */
export const triedOf = (attempts: readonly Action[]): readonly Action[] =>
  sentOf(attempts).filter((action) => !wasBusy(action));

/** Falling ill again and again is no health: what a service may have in an hour, one target may have in the window. */
export const isSpent = (attempts: readonly Action[], { budgets }: Policy): boolean =>
  triedOf(attempts).length >= budgets.service.perHourMax;

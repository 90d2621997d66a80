import { type Action, fruitless, isInFlight, isSameTarget, type Target, targetOf } from '../model/action.ts';

/** Tries to heal a target that have ended, oldest first; taking replicas away is none. */
export const attemptsOn = (actions: readonly Action[], target: Target): readonly Action[] =>
  actions.filter((a) => isSameTarget(targetOf(a), target) && !isInFlight(a) && a.kind !== 'scale-in');

/** Of these, the ones that did no good since the last that did. */
export const fruitlessOf = (attempts: readonly Action[]): readonly Action[] => {
  const lastGood = attempts.findLastIndex((action) => action.outcome === 'effective');
  return attempts.slice(lastGood + 1).filter((action) => action.outcome && fruitless.includes(action.outcome));
};

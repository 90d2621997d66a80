import { inVainOf, sentOf } from '../attempts.ts';
import { isUsedUp } from '../ladder.ts';
import type { Guard } from '../plan-input.ts';

/** Damps flapping and spaces attempts: base after any action, doubled for each that did no good or found the host busy. */
export const cooldown: Guard = (input) => {
  const { memory, attempts, fleet } = input;
  const { policy, nowMs } = fleet;
  if (memory?.flapping) return { reason: 'flapping: too many changes of health in the last 21 checks' };
  if (isUsedUp(input)) return undefined;
  const last = sentOf(attempts).reduce((latest, action) => Math.max(latest, action.finishedAtMs ?? 0), 0);
  const doublings = Math.max(0, inVainOf(attempts).length - 1);
  const waitMs = Math.min(policy.cooldown.baseMs * 2 ** doublings, policy.cooldown.maxMs);
  return last > 0 && nowMs < last + waitMs
    ? { reason: `cooling down after the last action (${waitMs / 1_000} s)`, retryAtMs: last + waitMs }
    : undefined;
};

import { nextRung } from '../ladder.ts';
import type { Guard } from '../plan-input.ts';

/** Without the service's consent ARES only says what it would have done. */
export const autonomy: Guard = (input) => {
  const level = input.view?.profile.autonomy ?? 'shadow';
  const rung = nextRung(input);
  if (level === 'auto' || rung === undefined) return undefined;
  return level === 'shadow'
    ? { reason: `shadow: would have done ${rung.kind}` }
    : { reason: `${rung.kind} waits for approval` };
};

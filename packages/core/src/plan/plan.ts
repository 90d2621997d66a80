import type { Decision, GuardAnswer, GuardName } from '../model/decision.ts';
import { isSpent, triedOf } from './attempts.ts';
import { autonomy } from './guards/autonomy.ts';
import { blastRadius } from './guards/blast-radius.ts';
import { cooldown } from './guards/cooldown.ts';
import { humanIntent } from './guards/human-intent.ts';
import { inFlight } from './guards/in-flight.ts';
import { killSwitch } from './guards/kill-switch.ts';
import { maintenance } from './guards/maintenance.ts';
import { policy } from './guards/policy.ts';
import { root } from './guards/root.ts';
import { storm } from './guards/storm.ts';
import { telemetry } from './guards/telemetry.ts';
import { nextRung } from './ladder.ts';
import type { Guard, PlanInput } from './plan-input.ts';

/** In the order in which they are asked; the twelfth, the ladder, gives the decision itself. */
const guards: readonly (readonly [Exclude<GuardName, 'ladder'>, Guard])[] = [
  ['kill-switch', killSwitch],
  ['policy', policy],
  ['telemetry', telemetry],
  ['maintenance', maintenance],
  ['human-intent', humanIntent],
  ['root', root],
  ['storm', storm],
  ['blast-radius', blastRadius],
  ['cooldown', cooldown],
  ['in-flight', inFlight],
  ['autonomy', autonomy],
];

/** Host-side failures that the same command cannot get past. */
const hopeless: readonly string[] = ['image-missing', 'disk-full', 'compose-files-missing'];

/** Decides one incident: the first guard that holds, else the next rung, else a person. */
export function plan(input: PlanInput): Decision {
  const answers: GuardAnswer[] = [];
  for (const [guard, ask] of guards) {
    const hold = ask(input);
    if (hold) {
      const would = guard === 'autonomy' ? nextRung(input)?.kind : undefined;
      answers.push({ guard, answer: 'hold', ...hold });
      return { kind: 'hold', guard, ...hold, ...(would ? { would } : {}), answers };
    }
    answers.push({ guard, answer: 'pass' });
  }
  return climb(input, answers);
}

function climb(input: PlanInput, answers: readonly GuardAnswer[]): Decision {
  const last = input.fruitless.at(-1);
  const cause = hopeless.find((word) => last?.outcomeReason?.includes(word));
  if (cause) return { kind: 'escalate', reason: `${last?.kind} cannot work: ${cause}`, answers };
  const rung = nextRung(input);
  if (rung) {
    return {
      kind: 'act',
      action: rung.kind,
      rung: rung.rung,
      answers: [...answers, { guard: 'ladder', answer: 'pass' }],
    };
  }
  const reason = exhaustion(input);
  return { kind: 'escalate', reason, answers: [...answers, { guard: 'ladder', answer: 'hold', reason }] };
}

function exhaustion({ attempts, fruitless, fleet, diagnosis }: PlanInput): string {
  if (fruitless.length > 0) return `${fruitless.length} attempts did not help`;
  if (!isSpent(attempts, fleet.policy)) return `no remedy for ${diagnosis.verdict.symptom}`;
  const hours = fleet.policy.attempts.windowMs / 3_600_000;
  return `ill again after ${triedOf(attempts).length} heals within ${hours} h`;
}

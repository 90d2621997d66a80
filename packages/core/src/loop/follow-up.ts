import { askedAnswers } from '../execute/answers.ts';
import type { Action } from '../model/action.ts';
import type { ActionRef, HealStore } from '../ports/knowledge-store.ts';
import type { Ports } from '../ports/ports.ts';
import { GRACE_MS } from './follow.ts';

export interface FollowedUp {
  /** Nothing more is to be read of its command. */
  readonly ended: boolean;
  /** Whose tick wants to know; absent for an action that nobody intended. */
  readonly shard?: string;
}

type Followers = Pick<Ports, 'clock' | 'commands' | 'log'> & { readonly knowledge: HealStore };

/**
 * Reads how the command of an action is doing and records it for the next tick, where `tick` does not ask the command
 * API itself. Decides nothing, sends nothing, and may be called at any time and any number of times.
 */
export async function followUp(ports: Followers, ref: ActionRef): Promise<FollowedUp> {
  const action = await ports.knowledge.action(ref);
  if (action === undefined) return { ended: true };
  const { shard } = action;
  if (action.state !== 'sending' && action.state !== 'sent') return { ended: true, shard };
  const answer = await askedAnswers(ports.commands)(action);
  if (answer === undefined || isTooEarly(action, answer.commandId, ports.clock.now())) return { ended: false, shard };
  await ports.knowledge.recordAnswer(action, answer);
  const { state } = answer.status;
  ports.log.info('heal.followed', { actionId: action.id, commandId: answer.commandId, state });
  return { ended: state !== 'pending', shard };
}

/** A command that was just sent may not be found yet. */
const isTooEarly = ({ expiresAtMs }: Action, commandId: string | undefined, nowMs: number): boolean =>
  commandId === undefined && nowMs <= expiresAtMs + GRACE_MS;

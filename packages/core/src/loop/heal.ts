import { commandRequest } from '../execute/command-request.ts';
import type { Action } from '../model/action.ts';
import { AresError } from '../model/errors.ts';
import type { HealStore } from '../ports/knowledge-store.ts';
import type { Ports } from '../ports/ports.ts';

type Healers = Pick<Ports, 'clock' | 'commands' | 'log'> & { readonly knowledge: HealStore };

/**
 * Claims an intent and sends its one command. Safe to call twice and by several callers: the claim is conditional.
 * A send that was surely refused ends the action, or, where it may be accepted later, is an intent again; after any
 * other failure it stays `sending`, and the loop looks for it and never sends it again.
 * @returns true if this call sent it
 */
export async function heal(ports: Healers, actionId: string): Promise<boolean> {
  const claim = await ports.knowledge.claim(actionId, ports.clock.now());
  if (!claim.claimed) {
    ports.log.info('heal.not-claimed', { actionId, reason: claim.reason });
    return false;
  }
  const { action } = claim;
  const commandId = await send(ports, action);
  if (commandId === undefined) return false;
  await ports.knowledge.recordCommand(action, commandId, ports.clock.now());
  ports.log.info('heal.sent', {
    actionId,
    kind: action.kind,
    hostId: action.hostId,
    container: action.containerName,
    commandId,
  });
  return true;
}

async function send({ commands, knowledge, clock, log }: Healers, action: Action): Promise<string | undefined> {
  try {
    return (await commands.start(commandRequest(action))).commandId;
  } catch (error) {
    if (!(error instanceof AresError && error.code === 'COMMAND_REJECTED')) throw error;
    log.warn('heal.refused', { actionId: action.id, reason: error.message, retryable: error.retryable });
    if (error.retryable) await knowledge.giveBack(action);
    else await knowledge.recordRefusal(action, error.message, clock.now());
    return undefined;
  }
}

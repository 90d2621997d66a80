import { commandRequest } from '../execute/command-request.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Claims an intent and sends its one command. Safe to call twice and by several callers: the claim is conditional.
 * When the send fails, the action stays `sending`; the loop looks for it and never sends it again.
 * @returns true if this call sent it
 */
export async function heal(
  ports: Pick<Ports, 'clock' | 'knowledge' | 'commands' | 'log'>,
  actionId: string,
): Promise<boolean> {
  const claim = await ports.knowledge.claim(actionId, ports.clock.now());
  if (!claim.claimed) {
    ports.log.info('heal.not-claimed', { actionId, reason: claim.reason });
    return false;
  }
  const { action } = claim;
  const { commandId } = await ports.commands.start(commandRequest(action));
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

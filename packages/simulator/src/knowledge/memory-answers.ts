import type { Action, ActionRef, CommandAnswer } from '@ares/core';
import type { MemoryState } from './memory-state.ts';

export function findAction({ actions }: MemoryState, ref: ActionRef): Action | undefined {
  if ('actionId' in ref) return actions.get(ref.actionId)?.action;
  const all = [...actions.values()].map(({ action }) => action);
  return all.find((action) => action.commandId === ref.commandId && action.hostId === ref.hostId);
}

/** An answer belongs to one claim: what was interrupted may have been taken up again since. */
export function recordAnswer({ actions }: MemoryState, { id, claimedAtMs }: Action, answer: CommandAnswer): void {
  const stored = actions.get(id);
  if (stored === undefined || claimedAtMs === undefined || stored.action.claimedAtMs !== claimedAtMs) return;
  if (stored.action.state !== 'sending' && stored.action.state !== 'sent') return;
  actions.set(id, { ...stored, action: { ...stored.action, answer } });
}

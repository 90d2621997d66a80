import { intentOn, isExited } from '../../analyze/container-state.ts';
import { past } from '../../localize/localize.ts';
import type { HumanIntent } from '../../model/snapshot.ts';
import type { Guard } from '../plan-input.ts';

/** What a person stopped stays stopped; where intent is not known, it could have been a person. */
export const humanIntent: Guard = ({ container, host }) => {
  const snapshot = host?.snapshot;
  if (container === undefined || snapshot === undefined) return undefined;
  const intent = intentOn(container, snapshot.intents);
  if (intent) return { reason: byAPerson(intent) };
  const unknown = snapshot.intentUnknownSinceMs !== undefined && (isExited(container) || container.state === 'paused');
  return unknown ? { reason: 'Docker events were missed: a person may have stopped it' } : undefined;
};

export const byAPerson = ({ kind, atMs }: Pick<HumanIntent, 'kind' | 'atMs'>): string =>
  `${past[kind]} by a person at ${new Date(atMs).toISOString()}`;

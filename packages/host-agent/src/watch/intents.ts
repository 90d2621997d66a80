import type { WatchedIntent, WatchState } from './watch.ts';

/** Removed containers do not come back by their id: only the newest are remembered. */
const REMOVED_KEPT = 50;

/** A newer intent about a container takes the place of the older one. */
export function withIntent(state: WatchState, intent: WatchedIntent): WatchState {
  const intents = [...state.intents.filter((known) => known.containerId !== intent.containerId), intent];
  const removed = intents.filter((known) => known.kind === 'remove');
  const forgotten = new Set(removed.slice(0, -REMOVED_KEPT));
  return { ...state, intents: intents.filter((known) => !forgotten.has(known)) };
}

export const withoutIntents = (state: WatchState, ended: (intent: WatchedIntent) => boolean): WatchState =>
  state.intents.some(ended) ? { ...state, intents: state.intents.filter((intent) => !ended(intent)) } : state;

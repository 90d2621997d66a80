import type { ContainerFacts } from '@ares/adapters/docker';
import type { EpochMs } from '@ares/core';
import type { WatchState } from './watch.ts';

/**
 * For so long every exit is held back after events were missed: time for a person to look. After it, a container that
 * is still down counts as crashed, so that a lost event does not end healing on this host for ever.
 */
export const UNKNOWN_MS = 600_000;

/** A container is down and nobody saw why. */
export const withUnknown = (state: WatchState, sinceMs: EpochMs): WatchState => ({
  ...state,
  unknown: { sinceMs: Math.min(sinceMs, state.unknown?.sinceMs ?? sinceMs), leftMs: UNKNOWN_MS },
});

const isUp = ({ state }: ContainerFacts): boolean => state === 'running' || state === 'created';

/**
 * Intent is known again when nothing is down any more, or after a bounded time.
 * @param passedMs since this was asked last, on the monotonic clock
 */
export function ageUnknown(state: WatchState, containers: readonly ContainerFacts[], passedMs: number): WatchState {
  if (state.unknown === undefined) return state;
  const leftMs = state.unknown.leftMs - passedMs;
  if (leftMs > 0 && !containers.every(isUp)) return { ...state, unknown: { ...state.unknown, leftMs } };
  const { unknown: _, ...known } = state;
  return known;
}

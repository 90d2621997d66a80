import type { EpochMs } from '@ares/core';
import { type DockerEvent, EVENTS_KEPT } from './docker-engine.ts';

/** How far the events of a daemon have been read; plain data, so that it can outlive its reader. */
export interface CursorState {
  /** Of the daemon that was read last. */
  readonly generation: string;
  readonly atMs: EpochMs;
  /** Keys of the newest events, oldest first. */
  readonly keys: readonly string[];
}

/** Events of one moment may come in any order: read again from a little before. */
const OVERLAP_MS = 1_000;

/**
 * - `first`: there was nothing to go on from
 * - `complete`: no event was missed
 * - `restarted`: the daemon is another one; it remembers all since its own start
 * - `gap`: events may have been missed
 */
export type Continuity = 'first' | 'complete' | 'restarted' | 'gap';

export const sinceOf = (cursor: CursorState): EpochMs => cursor.atMs - OVERLAP_MS;

/**
 * Was anything missed? Docker forgets its oldest events first, so nothing was if it still remembers the last one that
 * was read, or if the same daemon has had fewer events since than it remembers.
 * @param remembered all that the daemon remembers since `sinceOf(cursor)`
 */
export function judgeContinuity(
  cursor: CursorState | undefined,
  generation: string,
  remembered: readonly DockerEvent[],
): Continuity {
  if (cursor === undefined) return 'first';
  const last = cursor.keys.at(-1);
  if (remembered.some((event) => event.key === last)) return 'complete';
  if (generation === '' || cursor.generation === '') return 'gap';
  if (generation !== cursor.generation) return remembered.length < EVENTS_KEPT ? 'restarted' : 'gap';
  return remembered.length < EVENTS_KEPT ? 'complete' : 'gap';
}

export interface EventCursor {
  state(): CursorState;
  /** True for an event that was not seen before. */
  advance(event: DockerEvent): boolean;
}

/** Counts each event once, however often it is read. */
export function eventCursor(start: CursorState): EventCursor {
  const keys = new Set(start.keys);
  let { atMs } = start;
  return {
    state: () => ({ generation: start.generation, atMs, keys: [...keys] }),
    advance(event) {
      if (keys.has(event.key)) return false;
      keys.add(event.key);
      for (const oldest of keys) {
        if (keys.size <= EVENTS_KEPT) break;
        keys.delete(oldest);
      }
      atMs = Math.max(atMs, event.atMs);
      return true;
    },
  };
}

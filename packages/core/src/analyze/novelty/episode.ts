import type { EpochMs } from '../../model/time.ts';
import { surpriseAt } from './calibration.ts';
import type { Settings } from './settings.ts';

/** An alarm this many times as surprising as the last one is clearly worse. */
const WORSE_FACTOR = 2.5;

/** The alarm that was raised last. */
export interface Episode {
  surprise: number;
  atMs: EpochMs;
}

export const newEpisode = (): Episode => ({ surprise: 0, atMs: Number.NEGATIVE_INFINITY });

/**
 * After an alarm there is quiet, except for what is clearly worse: one trouble is told once.
 * @returns whether this sample raises an alarm
 */
export function raises(episode: Episode, surprise: number, atMs: EpochMs, { alarmAt, quietMs }: Settings): boolean {
  if (surprise < surpriseAt(alarmAt)) return false;
  const quiet = atMs - episode.atMs < quietMs;
  if (quiet && surprise < WORSE_FACTOR * episode.surprise) return false;
  episode.surprise = surprise;
  episode.atMs = atMs;
  return true;
}

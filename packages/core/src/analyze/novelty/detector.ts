import type { EpochMs } from '../../model/time.ts';
import { riskOf } from './calibration.ts';
import { type Episode, newEpisode, raises } from './episode.ts';
import { type Expectation, expectAndLearn, newExpectation } from './expectation.ts';
import { type Look, lookAt } from './look.ts';
import { clearMean } from './moving-mean.ts';
import { newScaleMemory, type ScaleMemory } from './scale-memory.ts';
import type { Settings } from './settings.ts';

/** Sums of these still fit into single precision. */
const VALUE_MAX = 1e30;

/** What is known of one metric. Changed by `observe`; bounded. */
export interface Detector {
  readonly settings: Settings;
  readonly expectation: Expectation;
  readonly memories: readonly ScaleMemory[];
  readonly episode: Episode;
  /** Samples so far. */
  rows: number;
  lastAtMs: EpochMs;
}

export interface Observation {
  /** Nats, the sum over the looks; 0 during the warm-up. */
  readonly surprise: number;
  /** 0..1, from the surprise; see `riskOf`. */
  readonly risk: number;
  /** Whether an alarm begins with this sample; a high risk without it belongs to an episode already told. */
  readonly alarm: boolean;
  readonly looks: readonly Look[];
}

export const newDetector = (settings: Settings): Detector => ({
  settings,
  expectation: newExpectation(settings),
  memories: settings.scales.map(newScaleMemory),
  episode: newEpisode(),
  rows: 0,
  lastAtMs: Number.NEGATIVE_INFINITY,
});

/**
 * Judges one sample by earlier ones alone, then learns from it.
 * @param sample in the metric's unit
 * @returns undefined, with nothing learnt, for a value or time that is not finite and a sample not newer than the last
 */
export function observe(detector: Detector, sample: number, atMs: EpochMs): Observation | undefined {
  const { settings, memories, episode } = detector;
  if (!Number.isFinite(sample) || !Number.isFinite(atMs) || atMs <= detector.lastAtMs) return undefined;
  if (atMs - detector.lastAtMs > settings.gapMs) for (const { mean } of memories) clearMean(mean);
  detector.lastAtMs = atMs;
  const row = detector.rows++;
  const value = Math.min(VALUE_MAX, Math.max(-VALUE_MAX, sample));
  const expected = expectAndLearn(detector.expectation, value, atMs, settings);
  const looks = memories.map((memory) => lookAt(memory, { value, expected, row }, settings));
  const surprise = row < settings.warmUpRows ? 0 : looks.reduce((sum, look) => sum + look.surprise, 0);
  return { surprise, risk: riskOf(surprise), alarm: raises(episode, surprise, atMs, settings), looks };
}

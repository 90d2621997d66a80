import { riskOf } from '../../../packages/core/src/analyze/novelty/calibration.ts';
import { newEpisode, raises } from '../../../packages/core/src/analyze/novelty/episode.ts';
import type { Settings } from '../../../packages/core/src/analyze/novelty/settings.ts';
import type { Figures } from '../bench.ts';
import { detect, settingsFor } from './detect.ts';
import { type Geometry, geometryOf } from './geometry.ts';
import { falseEpisodesPer1000, normalised, type Outcome, outcomeOf, sumOf } from './outcome.ts';
import { PROFILE_NAMES, PROFILES, type Weights } from './rules.ts';
import type { Series } from './series.ts';
import { variants } from './variants.ts';

/** Every variant is shown at its own best threshold: fewer looks add up to less. */
const thresholdsNats = Array.from({ length: 45 }, (_, step) => 1.5 * 1.05 ** step);
/** A threshold counts by what it and this many neighbours on either side give: a lucky one is no property. */
const NEIGHBOURS = 2;

/** What a variant saw of one series. */
interface Seen {
  readonly name: string;
  readonly atMs: Float64Array;
  readonly settings: Settings;
  readonly geometry: Geometry;
  readonly surprises: Float64Array;
}

/** The same series judged by every variant of the detector. */
export const ablationFigures = (corpus: readonly Series[], say: (line: string) => void): Figures =>
  Object.assign({}, ...Object.keys(variants).map((variant) => variantFigures(variant, corpus, say)));

function variantFigures(variant: string, corpus: readonly Series[], say: (line: string) => void): Figures {
  say(`variant ${variant}`);
  const seen = corpus.map((series): Seen => {
    const plain = settingsFor(series);
    const settings = { ...plain, ...variants[variant]?.(plain) };
    const geometry = geometryOf(series.atMs.length, series.spans);
    return { ...series, settings, geometry, surprises: detect(series, settings).surprises };
  });
  const tried = thresholdsNats.map((nats) => at(seen, nats));
  const means = tried.map((_, index) => {
    const near = tried.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
    return near.reduce((sum, { mean }) => sum + mean, 0) / near.length;
  });
  const plateau = Math.max(...means);
  const best = tried[means.indexOf(plateau)];
  return {
    [`${variant}.plateau`]: plateau,
    [`${variant}.atNats`]: best?.nats ?? Number.NaN,
    [`${variant}.falseEpisodesPer1000Rows`]: best?.falseEpisodesPer1000Rows ?? Number.NaN,
  };
}

interface Tried {
  readonly nats: number;
  /** Of the three profiles. */
  readonly mean: number;
  readonly falseEpisodesPer1000Rows: number;
}

/** With alarms at this surprise and above. */
function at(seen: readonly Seen[], nats: number): Tried {
  const scored = seen.map((one) => ({ ...one, scores: alarmsAt(one, nats) }));
  const total = (weights: Weights): Outcome => sumOf(scored.map((one) => outcomeOf(one, nats, weights)));
  const scores = PROFILE_NAMES.map((profile) => normalised(total(PROFILES[profile])) ?? 0);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { nats, mean, falseEpisodesPer1000Rows: falseEpisodesPer1000(total(PROFILES.standard)) };
}

/** As the detector raises alarms, of surprises that are known already. */
function alarmsAt({ surprises, atMs, settings }: Seen, nats: number): Float64Array {
  const episode = newEpisode();
  const asked = { ...settings, alarmAt: riskOf(nats) };
  return surprises.map((surprise, row) => (raises(episode, surprise, atMs[row] ?? 0, asked) ? Infinity : 0));
}

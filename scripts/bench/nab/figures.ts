import type { Figures } from '../bench.ts';
import { optimalThreshold } from './optimum.ts';
import { falseEpisodesPer1000, normalised, type Outcome, outcomeOf, type ScoredSeries, sumOf } from './outcome.ts';
import { PROFILE_NAMES, PROFILES } from './rules.ts';

/** In which every alarm is false. */
const QUIET = 'artificialNoAnomaly';

/**
 * Of the whole and of each category; a score is left out where there is no window to find.
 * @param threshold the same for all series and profiles; scores at NAB's own optimum stand beside
 */
export function figuresOf(series: readonly ScoredSeries[], threshold: number): Figures {
  const categories = Map.groupBy(series, ({ name }) => name.split('/')[0] ?? name);
  return {
    ...groupFigures('', series, threshold),
    ...optimumFigures(series),
    ...Object.assign({}, ...[...categories].map(([name, group]) => groupFigures(`${name}.`, group, threshold))),
    [`${QUIET}.falseEpisodes`]: outcomes(categories.get(QUIET) ?? [], threshold).falseEpisodes,
  };
}

function groupFigures(prefix: string, series: readonly ScoredSeries[], threshold: number): Figures {
  const total = outcomes(series, threshold);
  return {
    ...scoresOf(prefix, series, () => threshold),
    [`${prefix}windows`]: total.windows,
    [`${prefix}windowsFound`]: total.found,
    [`${prefix}falseEpisodes`]: total.falseEpisodes,
    [`${prefix}falseEpisodesPer1000Rows`]: falseEpisodesPer1000(total),
  };
}

function optimumFigures(series: readonly ScoredSeries[]): Figures {
  const best = PROFILE_NAMES.map((profile) => [profile, optimalThreshold(series, PROFILES[profile])] as const);
  const thresholds = Object.fromEntries(best);
  return {
    ...scoresOf('optimum.', series, (profile) => thresholds[profile] ?? Number.POSITIVE_INFINITY),
    ...Object.fromEntries(best.map(([profile, threshold]) => [`optimum.${profile}.threshold`, threshold])),
  };
}

function scoresOf(prefix: string, series: readonly ScoredSeries[], thresholdOf: (profile: string) => number): Figures {
  const scores = PROFILE_NAMES.flatMap((profile) => {
    const score = normalised(outcomes(series, thresholdOf(profile), profile));
    return score === undefined ? [] : [[`${prefix}${profile}`, score] as const];
  });
  return Object.fromEntries(scores);
}

const outcomes = (
  series: readonly ScoredSeries[],
  threshold: number,
  profile: keyof typeof PROFILES = 'standard',
): Outcome => sumOf(series.map((one) => outcomeOf(one, threshold, PROFILES[profile])));

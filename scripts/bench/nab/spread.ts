import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Figures, percentile } from '../bench.ts';
import { normalised, outcomeOf, type ScoredSeries, sumOf } from './outcome.ts';
import { PROFILE_NAMES, PROFILES } from './rules.ts';

const DRAWS = 1_000;
const SEED = 1;

/**
 * How much the scores owe to which series there are: 5th and 95th percentile over draws of as many series, with
 * replacement, the same draws each time.
 */
export function spreadFigures(series: readonly ScoredSeries[], threshold: number): Figures {
  const draws = drawsOf(series.length);
  return Object.fromEntries(
    PROFILE_NAMES.flatMap((profile) => {
      const outcomes = series.map((one) => outcomeOf(one, threshold, PROFILES[profile]));
      const scores = draws
        .map((draw) => normalised(sumOf(draw.flatMap((index) => outcomes[index] ?? []))))
        .filter((score) => score !== undefined);
      return [
        [`${profile}.drawnP5`, percentile(scores, 0.05)],
        [`${profile}.drawnP95`, percentile(scores, 0.95)],
      ];
    }),
  );
}

function drawsOf(count: number): readonly (readonly number[])[] {
  const random = xoroshiro128plus(SEED);
  return Array.from({ length: DRAWS }, () => Array.from({ length: count }, () => uniformInt(random, 0, count - 1)));
}

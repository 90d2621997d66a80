import { surpriseAt } from '../../../packages/core/src/analyze/novelty/calibration.ts';
import type { Figures } from '../bench.ts';
import type { Geometry } from './geometry.ts';

/** What the detector thought of each row of a series, in nats. */
export interface Judged {
  readonly geometry: Geometry;
  readonly surprises: ArrayLike<number>;
}

const RISKS = [0.99, 0.999];

/** The share of rows outside all windows, after the warm-up, at a risk and above: as it is meant, one less the risk. */
export const calibrationFigures = (judged: readonly Judged[]): Figures => {
  const quiet = judged.flatMap(quietSurprises);
  const shareAt = (risk: number): number =>
    quiet.filter((surprise) => surprise >= surpriseAt(risk)).length / Math.max(1, quiet.length);
  return Object.fromEntries(RISKS.map((risk) => [`quietRowsShareAtRisk${risk}`, shareAt(risk)]));
};

const quietSurprises = ({ geometry, surprises }: Judged): readonly number[] =>
  Array.from({ length: geometry.rows }, (_, row) => row)
    .filter((row) => row >= geometry.start && geometry.windowOf[row] === -1)
    .map((row) => Number(surprises[row]));

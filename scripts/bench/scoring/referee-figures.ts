import { rankAgreement } from '@ares/adapters/isolation-forest';
import { AGREEMENT_MIN, fitForest, rowsOf, scoreRows } from '@ares/core';
import type { Figures } from '../bench.ts';
import { histories } from './histories.ts';

const SEEDS = [1, 2, 3, 4];
/** Has no divisor in common with the numbers of rows. */
const STRIDE = 7;

/** What the referee says of right models and of wrong ones. */
export function refereeFigures(): Figures {
  const cases = SEEDS.flatMap((seed) => histories(seed).map((rows) => ({ seed, rows })));
  const right = cases.map(({ rows, seed }) => rankAgreement(rows, scoresOf(rows, rows, seed)));
  const wrong = cases.flatMap(({ rows, seed }) => {
    const ofOtherUnits = rows.map((row) => row.map((value) => value * 10));
    return [ofOtherRows(scoresOf(rows, rows, seed)), scoresOf(ofOtherUnits, rows, seed)].map((scores) =>
      rankAgreement(rows, scores),
    );
  });
  const passed = (agreements: readonly number[]): number => agreements.filter((own) => own >= AGREEMENT_MIN).length;
  return {
    'referee.right': right.length,
    'referee.rightLowest': Math.min(...right),
    'referee.rightPassedRatio': passed(right) / right.length,
    'referee.wrong': wrong.length,
    'referee.wrongHighest': Math.max(...wrong.filter((agreement) => !Number.isNaN(agreement))),
    'referee.wrongPassed': passed(wrong),
  };
}

type Table = readonly (readonly number[])[];

const scoresOf = (learnt: Table, rows: Table, seed: number): Float64Array =>
  scoreRows(fitForest(rowsOf(learnt), { seed }), rowsOf(rows));

const ofOtherRows = (scores: Float64Array): Float64Array =>
  scores.map((_, row) => scores[(row * STRIDE + 3) % scores.length] as number);

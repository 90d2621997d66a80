import type { Figures } from '../bench.ts';
import { nSigmaScores } from './nezha/detect-nezha.ts';
import { quietRowsAt, recallElsewhere, type Scorer, witness } from './nezha/detection-figures.ts';
import type { Nezha } from './nezha/load-nezha.ts';
import { nSigmaRanks as nSigmaPods, quietShare, type Ranked, rankFaults } from './nezha/rank-nezha.ts';
import { fitStretch, scoreDetection } from './nezha/score-detection.ts';
import type { PetshopCase, Symptom } from './petshop/load-petshop.ts';
import { namingFigures } from './petshop/name-petshop.ts';
import { blameRanks, nSigmaRanks as nSigmaComponents, specificity } from './petshop/rank-petshop.ts';
import { topK } from './top-k.ts';

type Ranks = readonly (readonly string[])[];

/** One less each is the share of quiet rows that should reach it. */
const RISKS = [0.9, 0.99, 0.999] as const;

/** By the protocol; `elsewhere` is the same at other quiet hours, with a model that never saw what comes after. */
export function detectionFigures(data: Nezha): Figures {
  const of = (name: string, scorer: Scorer): Figures => {
    const scores = scorer(data, fitStretch(data));
    const { ownPod, anyPod, delayMinMedian } = scoreDetection(data, scores, 0.01);
    const atFive = scoreDetection(data, scores, 0.05);
    const elsewhere = recallElsewhere(data, scorer);
    return {
      [`nezha.detect.${name}.ownPodRecall`]: ownPod,
      [`nezha.detect.${name}.anyPodRecall`]: anyPod,
      [`nezha.detect.${name}.delayMinMedian`]: delayMinMedian,
      [`nezha.detect.${name}.at5Percent.ownPodRecall`]: atFive.ownPod,
      [`nezha.detect.${name}.at5Percent.anyPodRecall`]: atFive.anyPod,
      [`nezha.detect.${name}.elsewhere.ownPodRecall`]: elsewhere.ownPod,
      [`nezha.detect.${name}.elsewhere.anyPodRecall`]: elsewhere.anyPod,
    };
  };
  const plain = witness({ tuning: { drifting: [] } });
  const scores = witness()(data, fitStretch(data));
  const calibration = RISKS.map((risk) => [
    `nezha.detect.driftProof.quietRowsAtRisk${risk}`,
    quietRowsAt(data, scores, -Math.log1p(-risk)),
  ]);
  return {
    ...of('plain', plain),
    ...of('driftProof', witness()),
    ...of('nSigma', nSigmaScores),
    ...Object.fromEntries(calibration),
  };
}

/** Minutes that the alarm comes late; from four on the next fault is on the way. */
const LATE_MIN = [1, 2, 3, 4, 5];

export function nezhaRootFigures(data: Nezha): Figures {
  const ranked = rankFaults(data);
  const named = ranked.filter(({ root }) => root !== undefined);
  const right = ranked.filter(({ root }, i) => root === data.faults[i]?.service);
  const late = LATE_MIN.map((lateMin) => ({
    ...topPods(`nezha.root.late${lateMin}Min`, data, podsOf(rankFaults(data, { lateMin }))),
    ...topPods(`nezha.root.nSigma.late${lateMin}Min`, data, nSigmaPods(data, lateMin)),
  }));
  return {
    ...topPods('nezha.root', data, podsOf(ranked)),
    ...topPods('nezha.root.nSigma', data, nSigmaPods(data)),
    'nezha.root.named': named.length,
    'nezha.root.namedRight': right.length,
    'nezha.root.quietUnnamedShare': quietShare(data),
    ...Object.assign({}, ...late),
  };
}

export const podsOf = (ranked: readonly Ranked[]): Ranks => ranked.map(({ pods }) => pods);

export const topPods = (prefix: string, { faults }: Nezha, ranks: Ranks): Figures =>
  tops(
    prefix,
    [1, 3, 5],
    ranks,
    faults.map(({ service }) => service),
  );

export const petshopFigures = (cases: readonly PetshopCase[]): Figures => ({
  ...topComponents('petshop', cases, blameRanks(cases)),
  ...topComponents('petshop.nSigma', cases, nSigmaComponents(cases)),
  ...topComponents('petshop.nSigma.late10Min', cases, nSigmaComponents(cases, 2)),
  'petshop.specificity': specificity(cases),
  ...namingFigures(cases),
});

export function topComponents(prefix: string, cases: readonly PetshopCase[], ranks: Ranks): Figures {
  const of = (metric: Symptom): Figures => {
    const own = cases.flatMap((c, i) => (c.target.metric === metric ? [{ root: c.root, ranks: ranks[i] ?? [] }] : []));
    return tops(
      `${prefix}.${metric}`,
      [1, 3],
      own.map((c) => c.ranks),
      own.map(({ root }) => root),
    );
  };
  return { ...of('latency'), ...of('availability') };
}

const tops = (prefix: string, ks: readonly number[], ranks: Ranks, answers: readonly string[]): Figures =>
  Object.fromEntries(ks.map((k) => [`${prefix}.top${k}`, topK(ranks, answers, k)]));

import { families } from '../../../packages/core/src/analyze/witness/metric-spec.ts';
import { type BlameTuning, blameTuning } from '../../../packages/core/src/localize/rank-by-blame.ts';
import type { Figures } from '../bench.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { podsOf, topComponents, topPods } from './figures.ts';
import { recallElsewhere, type WitnessVariant, witness } from './nezha/detection-figures.ts';
import type { Nezha } from './nezha/load-nezha.ts';
import { type NezhaRanking, rankFaults } from './nezha/rank-nezha.ts';
import { fitStretch, hitsAt, limitOf, recallAt } from './nezha/score-detection.ts';
import type { PetshopCase } from './petshop/load-petshop.ts';
import { blameRanks, specificity } from './petshop/rank-petshop.ts';

/** Nezha measures no errors that mean anything. */
const measured = families.filter((family) => family !== 'errors');

/** Each with drift-proof memory, which is the design, but where its name says otherwise. */
const detectors: Readonly<Record<string, WitnessVariant>> = {
  asDesigned: {},
  plainMemory: { tuning: { drifting: [] } },
  allAgainstNewestHour: { tuning: { drifting: families } },
  newestRowOnly: { tuning: { spans: [1] } },
  meanOfThreeOnly: { tuning: { spans: [3] } },
  spans124: { tuning: { spans: [1, 2, 4] } },
  cap4: { tuning: { cap: 4 } },
  cap8: { tuning: { cap: 8 } },
  noCap: { tuning: { cap: Number.POSITIVE_INFINITY } },
  tail95: { tuning: { tail: 0.95 } },
  floor2Percent: { tuning: { floor: 0.02 } },
  floor10Percent: { tuning: { floor: 0.1 } },
  ...Object.fromEntries(measured.map((family) => [`without.${family}`, { without: [family] }])),
};

const rankings: Readonly<Record<string, NezhaRanking>> = {
  onsetIsAlarm: { atAlarm: true },
  'without.resources': { without: ['resources'] },
  'without.slow': { without: ['slow'] },
  'without.awaited': { without: ['awaited'] },
  'without.starves': { without: ['starves'] },
  withoutCallGraph: { without: ['awaited', 'starves'] },
};

const blames: Readonly<Record<string, Partial<BlameTuning>>> = {
  changed2: { changed: 2 },
  changed3: { changed: 3 },
  changed5: { changed: 5 },
  changed6: { changed: 6 },
  claim10Percent: { claim: 0.1 },
  claim50Percent: { claim: 0.5 },
  anyClaim: { claim: 0 },
  targetChangesToo: { targetChanged: blameTuning.changed },
};

/** What each part is worth: the same figures with one of them left out or changed. */
export function ablationFigures(nezha: Nezha, petshop: readonly PetshopCase[], say: (line: string) => void): Figures {
  const each = <T>(variants: Readonly<Record<string, T>>, of: (name: string, variant: T) => Figures): Figures =>
    Object.assign(
      {},
      ...Object.entries(variants).map(([name, variant]) => {
        say(`faults: ablation, ${name}`);
        return of(name, variant);
      }),
    );
  return {
    ...each(detectors, (name, variant) => detectorFigures(`ablate.detect.${name}`, nezha, variant)),
    ...each(rankings, (name, ranking) =>
      topPods(`ablate.nezha.root.${name}`, nezha, podsOf(rankFaults(nezha, ranking))),
    ),
    ...each(blames, (name, tuning) => blameFigures(`ablate.petshop.${name}`, petshop, { ...blameTuning, ...tuning })),
    ...rootIntervals(nezha),
  };
}

function detectorFigures(prefix: string, nezha: Nezha, variant: WitnessVariant): Figures {
  const scorer = witness(variant);
  const fit = fitStretch(nezha);
  const scores = scorer(nezha, fit);
  const limit = limitOf(nezha, scores, 0.01, [fit[1], Number.POSITIVE_INFINITY]);
  const { ownPod, anyPod, delayMinMedian } = recallAt(nezha, scores, limit);
  const own = hitsAt(nezha, scores, limit).map(({ delayMin }) => delayMin !== undefined);
  const [low, high] = bootstrapInterval(own);
  return {
    [`${prefix}.ownPodRecall`]: ownPod,
    [`${prefix}.ownPodRecall.low`]: low,
    [`${prefix}.ownPodRecall.high`]: high,
    [`${prefix}.anyPodRecall`]: anyPod,
    [`${prefix}.delayMinMedian`]: delayMinMedian,
    [`${prefix}.elsewhere.ownPodRecall`]: recallElsewhere(nezha, scorer).ownPod,
    [`${prefix}.limit`]: limit,
  };
}

const blameFigures = (prefix: string, petshop: readonly PetshopCase[], tuning: BlameTuning): Figures => ({
  ...topComponents(prefix, petshop, blameRanks(petshop, tuning)),
  [`${prefix}.specificity`]: specificity(petshop, tuning),
});

/** By resampling the faults; that the design was chosen on these same faults is not in it. */
function rootIntervals(nezha: Nezha): Figures {
  const ranks = podsOf(rankFaults(nezha));
  const of = (k: number): Figures => {
    const hits = nezha.faults.map(({ service }, i) => ranks[i]?.slice(0, k).includes(service) ?? false);
    const [low, high] = bootstrapInterval(hits);
    return { [`nezha.root.top${k}.low`]: low, [`nezha.root.top${k}.high`]: high };
  };
  return { ...of(1), ...of(3), ...of(5) };
}

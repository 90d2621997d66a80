import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { ablationFigures } from './ablation.ts';
import { emit } from './emit.ts';
import { detectionFigures, nezhaRootFigures, petshopFigures } from './figures.ts';
import { loadNezha } from './nezha/load-nezha.ts';
import { loadPetshop } from './petshop/load-petshop.ts';

/** Faults that were injected into two applications: are they seen, and is their root named? */
export const faults: Bench = {
  name: 'faults',
  about: 'recall of injected faults and of their roots, on Nezha and PetShop',
  flags: {
    data: { about: 'the folder that holds nezha and petshop, as docs/detection.md says', value: 'DIR', required: true },
    emit: { about: 'writes scores and ranks as JSON into a folder', value: 'DIR' },
    ablate: { about: 'the same with one part left out or changed, and bootstrap intervals (about 4 min)' },
  },
  goals: {
    'nezha.detect.plain.ownPodRecall': { op: '>=', value: 0.75 },
    'nezha.detect.plain.anyPodRecall': { op: '>=', value: 0.97 },
    'nezha.detect.plain.delayMinMedian': { op: '<=', value: 1 },
    'nezha.root.top1': { op: '>=', value: 0.5 },
    'nezha.root.top3': { op: '>=', value: 0.75 },
    'nezha.root.top5': { op: '>=', value: 0.85 },
    'petshop.latency.top1': { op: '>=', value: 0.57 },
    'petshop.latency.top3': { op: '>=', value: 0.71 },
    'petshop.availability.top1': { op: '>=', value: 0.83 },
    'petshop.availability.top3': { op: '>=', value: 1 },
    'petshop.specificity': { op: '>=', value: 0.8 },
  },
  async run(say, { data = '', emit: emitTo, ablate }) {
    const nezha = loadNezha(join(data, 'nezha'));
    const petshop = loadPetshop(join(data, 'petshop'));
    say('faults: recall on Nezha');
    const detection = detectionFigures(nezha);
    say('faults: roots on Nezha and PetShop');
    const roots = { ...nezhaRootFigures(nezha), ...petshopFigures(petshop) };
    if (emitTo !== undefined) emit(emitTo, nezha, petshop);
    const ablation = ablate === undefined ? {} : ablationFigures(nezha, petshop, say);
    return { ...detection, ...roots, ...ablation };
  },
};

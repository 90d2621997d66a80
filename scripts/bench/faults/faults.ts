import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { detectionFigures, nezhaRootFigures, petshopFigures } from './figures.ts';
import { loadNezha } from './nezha/load-nezha.ts';
import { loadPetshop } from './petshop/load-petshop.ts';

/** Faults that were injected into two applications: are they seen, and is their root named? */
export const faults: Bench = {
  name: 'faults',
  about: 'recall of injected faults and of their roots, on Nezha and PetShop',
  flags: {
    data: { about: 'the folder that holds nezha and petshop, as docs/detection.md says', value: 'DIR', required: true },
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
  async run(say, { data = '' }) {
    const nezha = loadNezha(join(data, 'nezha'));
    const petshop = loadPetshop(join(data, 'petshop'));
    say('faults: recall on Nezha');
    const detection = detectionFigures(nezha);
    say('faults: roots on Nezha and PetShop');
    return { ...detection, ...nezhaRootFigures(nezha), ...petshopFigures(petshop) };
  },
};

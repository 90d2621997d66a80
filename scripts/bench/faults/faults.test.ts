import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isMet } from '../bench.ts';
import { faults } from './faults.ts';
import { tinyData } from './testing/tiny-data.ts';

const data = tinyData();
const quiet = (): void => undefined;

test('plain faults are seen and named, in every figure that has a goal', async () => {
  const figures = await faults.run(quiet, { data });
  expect(isMet(figures, faults.goals)).toBe(true);
  expect(Object.values(figures).every(Number.isFinite)).toBe(true);
  expect(figures).toMatchObject({
    'nezha.root.named': 1,
    'nezha.root.namedRight': 1,
    'petshop.specificity': 1,
    'petshop.namedRight': 2,
  });
});

test('what the figures rest on is written for other scorers', async () => {
  const emit = join(data, 'emitted');
  await faults.run(quiet, { data, emit });
  const read = (name: string) => JSON.parse(readFileSync(join(emit, `${name}.json`), 'utf8'));
  expect(read('nezha-ranks')).toEqual([['db', 'web']]);
  expect(read('petshop-ranks')).toEqual({ 'calm/slow': ['db'], 'calm/failing': ['db'] });
  expect(Object.keys(read('nezha-scores-plain'))).toEqual(['db', 'web']);
  expect(read('nezha-scores-drift-proof').db[31]).toBeGreaterThan(10);
});

test('the ablation leaves a family out and names what changed', async () => {
  const figures = await faults.run(quiet, { data, ablate: '' });
  expect(figures).toMatchObject({
    'ablate.detect.without.cpu.ownPodRecall': 1,
    'ablate.nezha.root.without.resources.top5': 1,
    'ablate.petshop.changed2.latency.top1': 1,
    'nezha.root.top1.low': 1,
  });
});

test('a folder without the data is named', async () => {
  await expect(faults.run(quiet, { data: '/nowhere' })).rejects.toThrow('there is no /nowhere/nezha/faults.json');
});

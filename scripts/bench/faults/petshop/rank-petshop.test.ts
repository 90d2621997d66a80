import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blameTuning } from '../../../../packages/core/src/localize/rank-by-blame.ts';
import { tinyData } from '../testing/tiny-data.ts';
import { loadPetshop } from './load-petshop.ts';
import { blameRanks, nSigmaRanks, specificity } from './rank-petshop.ts';

const cases = loadPetshop(join(tinyData(), 'petshop'));

test('the callee that is slow, or fails, is to blame', () => expect(blameRanks(cases)).toEqual([['db'], ['db']]));

test('where nothing changed enough none is named', () =>
  expect(blameRanks(cases, { ...blameTuning, changed: 1e6 })).toEqual([[], []]));

test('n-sigma ranks all but the target', () => expect(nSigmaRanks(cases)).toEqual([['db'], ['db']]));

test('no root is named in normal operation; what names one there loses specificity', () => {
  expect(specificity(cases)).toBe(1);
  expect(specificity(cases, { ...blameTuning, changed: 0, targetChanged: -1 })).toBeLessThan(1);
});

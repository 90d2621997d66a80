import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tinyData } from '../testing/tiny-data.ts';
import { columnOf, loadPetshop, nodesOf, sliceOf } from './load-petshop.ts';

const cases = loadPetshop(join(tinyData(), 'petshop'));
const [slow] = cases;

test('each case has its own rows, and its scenario those of normal operation', () => {
  expect(cases.map(({ name, root }) => [name, root])).toEqual([
    ['calm/slow', 'db'],
    ['calm/failing', 'db'],
  ]);
  expect([slow?.recent.rows, slow?.scenario.normal.rows]).toEqual([5, 300]);
  expect(slow?.scenario.calls.get('web')).toEqual(['db']);
});

test('a column is that of a node and a metric; what was not measured is gaps', () => {
  if (slow === undefined) throw new Error('no case');
  expect(nodesOf(slow.recent)).toEqual(['web', 'db']);
  expect(columnOf(slow.recent, 'db', 'latency')).toEqual([0.1, 0.101, 2, 2, 2]);
  expect(columnOf(sliceOf(slow.recent, 1, 3), 'db', 'latency')).toEqual([0.101, 2]);
  expect(columnOf(slow.recent, 'ads', 'requests')).toEqual(Array(5).fill(Number.NaN));
});

test('a folder without the data is named', () =>
  expect(() => loadPetshop('/nowhere')).toThrow('there is no /nowhere/cases.json'));

import { expect, test } from 'vitest';
import { type FeaturePoints, jointRows } from './joint-rows.ts';

const MINUTE_MS = 60_000;
const columns = ['cpuLimitRatio', 'errorRatio1m'] as const;
const points = (feature: FeaturePoints['feature'], values: readonly (number | undefined)[]): FeaturePoints => ({
  feature,
  points: values.flatMap((value, minute) => (value === undefined ? [] : [{ atMs: minute * MINUTE_MS, value }])),
});

test('one row a time, the highest of the replicas, NaN where nothing was measured', () => {
  const history = [
    points('errorRatio1m', [undefined, 0.5]),
    points('cpuLimitRatio', [0.1, 0.2, 0]),
    points('cpuLimitRatio', [0.3, 0.1]),
    points('memoryLimitRatio', [0.9, 0.9, 0.9, 0.9]),
  ];
  expect(jointRows(history, columns, [])).toEqual([
    [0.3, Number.NaN],
    [0.2, 0.5],
    [0, Number.NaN],
  ]);
});

test('row 30, row 29: twice the same and another order change nothing', () => {
  const [cpu, errors] = [points('cpuLimitRatio', [1, 2, 3]), points('errorRatio1m', [4, 5, 6])];
  const late = { ...cpu, points: cpu.points.toReversed() };
  expect(jointRows([late, errors, cpu], columns, [])).toEqual(jointRows([cpu, errors], columns, []));
});

test('row 42: times of incidents, with a margin, are not learnt from', () => {
  const history = [
    points(
      'cpuLimitRatio',
      Array.from({ length: 60 }, (_, minute) => minute),
    ),
  ];
  const rows = jointRows(history, columns, [{ fromMs: 20 * MINUTE_MS, toMs: 30 * MINUTE_MS }]);
  expect(rows.map(([cpu]) => cpu)).toEqual([...Array(15).keys(), ...Array.from({ length: 24 }, (_, i) => 36 + i)]);
});

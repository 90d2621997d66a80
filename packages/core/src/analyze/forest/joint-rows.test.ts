import { expect, test } from 'vitest';
import { type ServiceHistory, serviceRows } from './joint-rows.ts';
import type { Trouble } from './quiet-times.ts';

const MINUTE_MS = 60_000;
const columns = ['cpuLimitRatio', 'errorRatio1m'] as const;
const points = (feature: ServiceHistory['feature'], values: readonly (number | undefined)[]): ServiceHistory => ({
  service: 'cart',
  project: 'shop',
  feature,
  points: values.flatMap((value, minute) => (value === undefined ? [] : [{ atMs: minute * MINUTE_MS, value }])),
});
const rowsOfCart = (histories: readonly ServiceHistory[], troubles: readonly Trouble[] = []) =>
  serviceRows('h', histories, columns, troubles).get('h/shop/cart') ?? [];

test('services are apart, also those of the same name in two projects', () => {
  const cart = points('cpuLimitRatio', [1]);
  const histories = [cart, { ...cart, service: 'user' }, { ...cart, project: '' }];
  expect([...serviceRows('h', histories, columns, []).keys()]).toEqual(['h/shop/cart', 'h/shop/user', 'h/-/cart']);
});

test('one row a time, the highest of the replicas, NaN where nothing was measured', () => {
  const history = [
    points('errorRatio1m', [undefined, 0.5]),
    points('cpuLimitRatio', [0.1, 0.2, 0]),
    points('cpuLimitRatio', [0.3, 0.1]),
    points('memoryLimitRatio', [0.9, 0.9, 0.9, 0.9]),
  ];
  expect(rowsOfCart(history)).toEqual([
    [0.3, Number.NaN],
    [0.2, 0.5],
    [0, Number.NaN],
  ]);
});

test('row 30, row 29: twice the same and another order change nothing', () => {
  const [cpu, errors] = [points('cpuLimitRatio', [1, 2, 3]), points('errorRatio1m', [4, 5, 6])];
  const late = { ...cpu, points: cpu.points.toReversed() };
  expect(rowsOfCart([late, errors, cpu])).toEqual(rowsOfCart([cpu, errors]));
});

test('row 42: times of incidents, with a margin, are not learnt from', () => {
  const history = [
    points(
      'cpuLimitRatio',
      Array.from({ length: 60 }, (_, minute) => minute),
    ),
  ];
  const rows = rowsOfCart(history, [{ fromMs: 20 * MINUTE_MS, toMs: 30 * MINUTE_MS }]);
  expect(rows.map(([cpu]) => cpu)).toEqual([...Array(15).keys(), ...Array.from({ length: 24 }, (_, i) => 36 + i)]);
});

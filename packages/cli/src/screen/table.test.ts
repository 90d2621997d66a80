import { expect, test } from 'vitest';
import { table } from './table.ts';

test('columns are as wide as their widest cell, and lines end where their text does', () =>
  expect(table(['A', 'LONG', 'B'], [['wide', 'x', '']])).toBe('A     LONG  B\nwide  x'));

test('lines are cut to the width, also in the middle of a row', () =>
  expect(table(['A', 'B'], [['abc', 'defgh']], { width: 8 })).toBe('A    B\nabc  de…'));

test('a column that begins beyond the width is left out', () =>
  expect(table(['A', 'B', 'C'], [['abc', 'defgh', 'i']], { width: 7 })).toBe('A    B\nabc  d…'));

test('a cell of several lines stays one line', () => expect(table(['A'], [['x\n\ty']])).toBe('A\nx y'));

test('paint changes no alignment', () => {
  const paint = (cell: string, column: number) => (column === 0 ? `<${cell}>` : cell);
  expect(table(['A', 'B'], [['x', 'y']], { paint })).toBe('A  B\n<x>  y');
});

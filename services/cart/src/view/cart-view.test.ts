import { expect, test } from 'vitest';
import type { Product } from '../catalog/catalog.ts';
import { cartView } from './cart-view.ts';

const product = (id: string, over: Partial<Product> = {}): [string, Product] => [
  id,
  { id, slug: `slug-${id}`, name: `Name ${id}`, priceCents: 250, currency: 'EUR', stock: 5, ...over },
];
const lines = [
  { productId: 'a', quantity: 2 },
  { productId: 'b', quantity: 6 },
  { productId: 'c', quantity: 1 },
];

test('prices come from the catalog; what is short or gone says so', () => {
  const view = cartView(lines, new Map([product('a'), product('b', { priceCents: 100 })]));
  expect(view).toMatchObject({ totalCents: 1_100, currency: 'EUR', isPriced: true });
  expect(view.lines.map((line) => [line.state, line.lineTotalCents])).toEqual([
    ['available', 500],
    ['short', 600],
    ['gone', undefined],
  ]);
});

test('without the catalog the lines are still there, unpriced', () => {
  const view = cartView(lines, undefined);
  expect(view).toMatchObject({ totalCents: null, currency: null, isPriced: false });
  expect(view.lines.map((line) => line.state)).toEqual(['unknown', 'unknown', 'unknown']);
});

test('an empty cart costs nothing', () => {
  expect(cartView([], new Map())).toEqual({ lines: [], totalCents: 0, currency: null, isPriced: true });
});

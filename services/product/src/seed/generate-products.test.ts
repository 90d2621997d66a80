import { expect, test } from 'vitest';
import { z } from 'zod';
import { categorySeeds } from './categories/index.ts';
import { generateProducts } from './generate-products.ts';

const products = generateProducts();

test('a few hundred products, each with its own id, slug and name', () => {
  expect(products).toHaveLength(320);
  for (const key of ['id', 'slug', 'name'] as const) {
    expect(new Set(products.map((product) => product[key])).size).toBe(products.length);
  }
});

test('every run makes the same catalog', () => expect(generateProducts()).toEqual(products));

test('ids are UUIDs, slugs are slugs, prices are prices, descriptions are sentences', () => {
  const shape = z.object({
    id: z.uuid(),
    slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    priceCents: z.number().int().min(800).max(80_000),
    description: z.string().regex(/^[A-Z0-9].{60,}\.$/),
    stock: z.number().int().min(0).max(500),
  });
  for (const product of products) expect(() => shape.parse(product)).not.toThrow();
});

test('some are sold out, most are not', () => {
  const soldOut = products.filter((product) => product.stock === 0).length;
  expect(soldOut).toBeGreaterThan(3);
  expect(soldOut).toBeLessThan(40);
});

test('the details of one product never say the same thing twice', () => {
  const details = categorySeeds.flatMap((category) => category.details);
  for (const { description } of products) {
    expect(details.filter((sentence) => description.includes(sentence))).toHaveLength(2);
  }
});

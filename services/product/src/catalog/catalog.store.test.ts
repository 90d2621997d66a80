import type { Page } from '@shop/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateProducts } from '../seed/generate-products.ts';
import { type ProductStage, startProduct } from '../testing/start-product.ts';
import type { ProductSummary } from './list-products.ts';
import { sorts } from './list-query.ts';

let stage: ProductStage;
const seeds = generateProducts();

beforeAll(async () => {
  stage = await startProduct();
});
afterAll(() => stage.stop());

const list = async (query: string) => (await stage.call('GET', `/products?${query}`)).body;

async function allPages(query: string): Promise<ProductSummary[]> {
  const items: ProductSummary[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<ProductSummary> = await list(cursor ? `${query}&cursor=${cursor}` : query);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

test.each(sorts.filter((sort) => sort !== 'relevance'))('pages sorted by %s hold every product once', async (sort) => {
  const items = await allPages(`sort=${sort}&limit=37`);
  expect(items).toHaveLength(seeds.length);
  expect(new Set(items.map((item) => item.id)).size).toBe(seeds.length);
});

test('pages by relevance hold every hit once, the best first', async () => {
  const items = await allPages('q=coffee&limit=2');
  expect(items.length).toBeGreaterThan(5);
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  expect(items[0]?.name).toMatch(/Coffee Grinder/);
});

test('prices come in order, up and down', async () => {
  const up = (await allPages('sort=price-asc&limit=100')).map((item) => item.priceCents);
  const down = (await allPages('sort=price-desc&limit=100')).map((item) => item.priceCents);
  expect(up).toEqual(up.toSorted((a, b) => a - b));
  expect(down).toEqual(up.toReversed());
});

test.each([
  { typed: 'kett', name: /Kettle/ },
  { typed: 'KETTLES', name: /Kettle/ },
  { typed: 'pour kett', name: /Pour-Over Kettle/ },
  { typed: 'merino sweat', name: /Merino Sweater/ },
])('typing "$typed" finds it by prefix and stem', async ({ typed, name }) => {
  const { items } = await list(`q=${encodeURIComponent(typed)}`);
  expect(items.length).toBeGreaterThan(0);
  expect(items[0].name).toMatch(name);
});

test.each(["'); drop table products; --", 'a & | ! <-> b', '((((', ':*', '日本語', '\\', '%'])(
  'the search text %s is harmless',
  async (typed) => {
    expect((await stage.call('GET', `/products?q=${encodeURIComponent(typed)}`)).status).toBe(200);
    expect((await list('limit=1')).items).toHaveLength(1);
  },
);

test('filters combine: category, price range, in stock', async () => {
  const items = await allPages('category=audio&minPriceCents=5000&maxPriceCents=20000&inStock=true');
  const want = seeds.filter(
    (p) => p.categorySlug === 'audio' && p.priceCents >= 5000 && p.priceCents <= 20_000 && p.stock > 0,
  );
  expect(items.map((item) => item.id).toSorted()).toEqual(want.map((p) => p.id).toSorted());
});

test('sold-out products are found when asked for, and marked', async () => {
  const items = await allPages('inStock=false');
  expect(items.map((item) => item.id).toSorted()).toEqual(
    seeds
      .filter((p) => p.stock === 0)
      .map((p) => p.id)
      .toSorted(),
  );
  expect(items.every((item) => !item.inStock)).toBe(true);
});

test.each([
  { query: 'limit=0', field: 'limit' },
  { query: 'limit=101', field: 'limit' },
  { query: 'sort=magic', field: 'sort' },
  { query: 'sort=relevance', field: 'sort' },
  { query: 'minPriceCents=-1', field: 'minPriceCents' },
  { query: 'minPriceCents=100&maxPriceCents=50', field: 'maxPriceCents' },
  { query: 'category=../etc', field: 'category' },
  { query: 'inStock=maybe', field: 'inStock' },
  { query: 'cursor=garbage', field: 'cursor' },
  { query: `cursor=${Buffer.from('["popular","1e999","x"]').toString('base64url')}`, field: 'cursor' },
])('$query is refused and names $field', async ({ query, field }) => {
  const { status, body } = await stage.call('GET', `/products?${query}`);
  expect(status).toBe(400);
  expect(body.errors).toContainEqual(expect.objectContaining({ field }));
});

test.each([
  { sort: 'price-asc', key: '99999999999' },
  { sort: 'newest', key: 'yesterday' },
  { sort: 'name', key: '\u0000' },
  { sort: 'name', key: '1', made: 'popular' },
])('a forged cursor ($sort, $key) is a bad request, not an error of the database', async ({ sort, key, made }) => {
  const position = JSON.stringify([made ?? sort, key, seeds[0]?.id]);
  const cursor = Buffer.from(position).toString('base64url');
  expect((await stage.call('GET', `/products?sort=${sort}&cursor=${cursor}`)).status).toBe(400);
});

test('a product page has its stock and description; an unknown one is 404', async () => {
  const seed = seeds[7];
  const { status, body } = await stage.call('GET', `/products/${seed?.slug}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: seed?.id, name: seed?.name, description: seed?.description, stock: seed?.stock });
  expect((await stage.call('GET', '/products/no-such-thing')).body).toMatchObject({ code: 'product-not-found' });
});

test.each(['%00', '..%2f..', 'A', 'x'.repeat(300)])('the slug %s is a bad request', async (slug) => {
  expect((await stage.call('GET', `/products/${slug}`)).status).toBe(400);
});

test('categories come in the order of the shop with their number of products', async () => {
  const { body } = await stage.call('GET', '/categories');
  expect(body.items).toHaveLength(8);
  expect(body.items[0]).toEqual({ slug: 'kitchen', name: 'Kitchen', productCount: 40 });
});

test('products are found by id, unknown ones left out', async () => {
  const known = seeds[3]?.id;
  const unknown = '00000000-0000-4000-8000-000000000000';
  const { body } = await stage.call('GET', `/internal/products?ids=${known},${unknown}`);
  expect(body.items.map((item: { id: string }) => item.id)).toEqual([known]);
});

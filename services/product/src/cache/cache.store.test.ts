import { randomUUID } from 'node:crypto';
import { waitFor } from '@shop/kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateProducts } from '../seed/generate-products.ts';
import { type ProductStage, startProduct } from '../testing/start-product.ts';

let stage: ProductStage;
const { id, slug } = generateProducts()[0] as { id: string; slug: string };

beforeAll(async () => {
  stage = await startProduct();
});
afterAll(() => stage.stop());

const page = async () => (await stage.call('GET', `/products/${slug}`)).body;
const listed = async () =>
  (await stage.call('GET', '/products?category=kitchen&limit=100')).body.items.find((i: { id: string }) => i.id === id);
const setStock = (stock: number) => stage.call('PUT', `/internal/products/${id}/stock`, { stock });

async function reads(): Promise<Record<string, number>> {
  const text = await (await fetch(stage.metricsUrl)).text();
  const lines = [...text.matchAll(/^catalog_cache_reads_total\{result="(\w+)"\} (\d+)$/gm)];
  return Object.fromEntries(lines.map(([, result, count]) => [result, Number(count)]));
}

test('the second read comes from Redis', async () => {
  await setStock(5);
  await page();
  await waitFor(async () => {
    const before = (await reads()).hit ?? 0;
    await page();
    expect((await reads()).hit).toBe(before + 1);
  });
});

test('a change of stock is seen at once, on the page and in lists', async () => {
  for (const stock of [7, 0, 3]) {
    await Promise.all([page(), listed()]);
    await setStock(stock);
    expect(await page()).toMatchObject({ stock, inStock: stock > 0 });
    expect(await listed()).toMatchObject({ inStock: stock > 0 });
  }
});

test('a reservation is seen at once', async () => {
  await setStock(5);
  await page();
  await stage.call('POST', '/internal/reservations', {
    reservationId: randomUUID(),
    items: [{ productId: id, quantity: 2 }],
  });
  expect(await page()).toMatchObject({ stock: 3 });
});

test('reads and sales go on while Redis is down, and it is used again when it is back', async () => {
  await setStock(9);
  await stage.redis.kill();
  for (let i = 0; i < 10; i += 1) expect(await page()).toMatchObject({ stock: 9 });
  expect((await setStock(4)).status).toBe(200);
  expect(await page()).toMatchObject({ stock: 4 });
  expect((await stage.call('GET', '/health/ready')).status).toBe(200);
  await stage.redis.restart();
  const before = (await reads()).hit ?? 0;
  await waitFor(async () => {
    await page();
    expect((await reads()).hit).toBeGreaterThan(before);
  });
});

test('a frozen Redis costs a few timeouts, then reads go past it', async () => {
  await stage.redis.freeze();
  for (let i = 0; i < 20; i += 1) expect((await stage.call('GET', `/products?limit=${i + 1}`)).status).toBe(200);
  const before = await reads();
  await Promise.all([page(), listed()]);
  expect((await reads()).bypass).toBe((before.bypass ?? 0) + 2);
  await stage.redis.thaw();
});

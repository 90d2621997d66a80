import { randomUUID } from 'node:crypto';
import { runCommand, waitFor } from '@shop/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Customer } from './customer.ts';
import { type ShopStack, startShop } from './shop-stack.ts';

const project = `shop-e2e-${randomUUID().slice(0, 8)}`;
let shop: ShopStack;
beforeAll(async () => {
  shop = await startShop({ project, env: { RATE_PER_CLIENT: '100000' } });
});
afterAll(() => shop?.stop());

test('a visitor becomes a customer and buys something', async () => {
  const ada = new Customer(shop.baseUrl);
  const categories = await ada.call('GET', '/api/categories');
  const category = categories.body.items[0].slug;
  const found = await ada.call('GET', `/api/products?category=${category}&inStock=true&limit=5`);
  const [first, second] = found.body.items;
  const page = await ada.call('GET', `/api/products/${first.slug}`);
  expect(page.body).toMatchObject({ id: first.id, priceCents: first.priceCents, inStock: true });

  await ada.add(first.id, 2);
  expect((await ada.call('POST', '/api/checkout', { paymentToken: 'tok_visa' })).status).toBe(401);
  await ada.register();
  await ada.login();
  await ada.add(second.id);
  const merged = await ada.call('POST', '/api/cart/merge');
  const totalCents = 2 * first.priceCents + second.priceCents;
  expect(merged.body).toMatchObject({ totalCents, isPriced: true, dropped: [] });

  const key = randomUUID();
  const bought = await ada.checkOut(key);
  expect(bought.status).toBe(201);
  expect(bought.body).toMatchObject({ status: 'confirmed', totalCents });
  expect((await ada.checkOut(key)).body).toEqual(bought.body);
  expect((await ada.call('GET', '/api/orders')).body.items).toEqual([bought.body]);
  expect((await ada.call('GET', bought.headers.get('location') ?? '')).body).toEqual(bought.body);
  expect((await ada.call('GET', '/api/cart')).body.lines).toEqual([]);
  await waitFor(async () => {
    const after = await ada.call('GET', `/api/products/${first.slug}`);
    expect(after.body.stock).toBe(page.body.stock - 2);
  });
});

test('nobody sees another’s order', async () => {
  const [owner, other] = [new Customer(shop.baseUrl), new Customer(shop.baseUrl)];
  await Promise.all([owner.register(), other.register()]);
  await Promise.all([owner.login(), other.login()]);
  const { body } = await owner.call('GET', '/api/products?inStock=true&limit=1');
  await owner.add(body.items[0].id);
  const { headers } = await owner.checkOut(randomUUID());
  expect((await other.call('GET', headers.get('location') ?? '')).status).toBe(404);
});

describe('the front door', () => {
  test.each([
    { path: '/internal/products', status: 404 },
    { path: '/api/internal/reservations', status: 404 },
    { path: '/health/ready', status: 404 },
    { path: '/metrics', status: 404 },
    { path: '/api/products/x%2f..%2finternal', status: 400 },
    { path: '/api/orders', status: 401 },
  ])('answers $path with $status', async ({ path, status }) => {
    expect((await new Customer(shop.baseUrl).call('GET', path)).status).toBe(status);
  });

  test('believes nobody who says who they are', async () => {
    const forged = { 'x-user-id': randomUUID() };
    expect((await new Customer(shop.baseUrl).call('GET', '/api/orders', undefined, forged)).status).toBe(401);
  });
});

describe('with two replicas of product', () => {
  const visitor = () => new Customer(shop.baseUrl);

  async function replicasSeen(): Promise<number> {
    const code = "fetch('http://127.0.0.1:9464/metrics').then((r) => r.text()).then(console.log)";
    const text = await shop.compose('exec', '-T', 'gateway', 'node', '-e', code);
    return Number(/gateway_upstream_replicas\{upstream="product",breaker="closed"\} (\d+)/.exec(text)?.[1]);
  }

  test('the gateway finds both, and when one is killed no read fails', async () => {
    await shop.compose('up', '-d', '--no-recreate', '--scale', 'product=2', 'product');
    await waitFor(async () => expect(await replicasSeen()).toBe(2));
    const reads = async (count: number) => {
      for (let i = 0; i < count; i += 1) {
        expect((await visitor().call('GET', `/api/products?limit=1&maxPriceCents=${10_000 + i}`)).status).toBe(200);
      }
    };
    await Promise.all([reads(200), reads(200), runCommand('docker', ['kill', `${project}-product-2`])]);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OrderStage, startOrder } from '../testing/start-order.ts';

let stage: OrderStage;
beforeAll(async () => {
  stage = await startOrder();
});
afterAll(() => stage.stop());

test('pages through all orders, newest first, each once', async () => {
  const { userId, productId, checkOut } = stage.customer(1, 100);
  const placed: string[] = [];
  for (let i = 0; i < 7; i += 1) {
    stage.shop.carts.set(userId, [{ productId, quantity: 1 }]);
    placed.unshift((await checkOut(randomUUID())).body.id);
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { body } = await stage.call('GET', `/orders?limit=3${query}`, { userId });
    seen.push(...body.items.map((order: { id: string }) => order.id));
    cursor = body.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(placed);
});

test('an order is its owner’s alone', async () => {
  const { userId, checkOut } = stage.customer();
  const { body } = await checkOut(randomUUID());
  expect((await stage.call('GET', `/orders/${body.id}`, { userId })).body).toEqual(body);
  expect((await stage.call('GET', `/orders/${body.id}`, { userId: randomUUID() })).status).toBe(404);
  expect((await stage.call('GET', '/orders', { userId: randomUUID() })).body.items).toEqual([]);
});

test.each([
  { path: '/orders/1', userId: randomUUID(), status: 400 },
  { path: `/orders/${randomUUID()}`, userId: randomUUID(), status: 404 },
  { path: '/orders?limit=0', userId: randomUUID(), status: 400 },
  { path: '/orders?cursor=bm90', userId: randomUUID(), status: 400 },
  { path: '/orders', userId: 'root', status: 401 },
])('$path as $userId is $status', async ({ path, userId, status }) => {
  expect((await stage.call('GET', path, { userId })).status).toBe(status);
});

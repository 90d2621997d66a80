import { randomUUID } from 'node:crypto';
import { createLogger, postgresPool } from '@shop/kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { generateProducts } from '../seed/generate-products.ts';
import { type ProductStage, startProduct } from '../testing/start-product.ts';
import { expire } from './expire.ts';

let stage: ProductStage;
const [a, b] = generateProducts().map((product) => product.id) as [string, string];

beforeAll(async () => {
  stage = await startProduct();
});
afterAll(() => stage.stop());
beforeEach(() => setStock({ [a]: 10, [b]: 10 }));

async function setStock(stock: Record<string, number>): Promise<void> {
  for (const [id, quantity] of Object.entries(stock))
    await stage.call('PUT', `/internal/products/${id}/stock`, { stock: quantity });
}

async function stockOf(id: string): Promise<number> {
  const { rows } = await stage.sql.query<{ stock: number }>('select stock from products where id = $1', [id]);
  return rows[0]?.stock as number;
}

const items = (quantities: Record<string, number>) =>
  Object.entries(quantities).map(([productId, quantity]) => ({ productId, quantity }));

const reserve = (reservationId: string, quantities: Record<string, number>, ttl?: number) =>
  stage.call('POST', '/internal/reservations', { reservationId, items: items(quantities), ttl });
const act = (id: string, action: 'confirm' | 'release') => stage.call('POST', `/internal/reservations/${id}/${action}`);

test('50 at once never sell more than there is', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => reserve(randomUUID(), { [a]: 1 })));
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([...Array(10).fill(201), ...Array(40).fill(409)]);
  expect(await stockOf(a)).toBe(0);
});

test('50 at once that take two products in both orders neither deadlock nor sell half an order', async () => {
  await setStock({ [a]: 30, [b]: 20 });
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => reserve(randomUUID(), i % 2 ? { [a]: 1, [b]: 1 } : { [b]: 1, [a]: 1 })),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(20);
  expect([await stockOf(a), await stockOf(b)]).toEqual([10, 0]);
});

test('the same request, repeated 20 times at once, takes the stock once', async () => {
  const id = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => reserve(id, { [a]: 3 })));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(19);
  expect(await stockOf(a)).toBe(7);
});

test('if one item is short nothing is taken and the shortage is told', async () => {
  const { status, body } = await reserve(randomUUID(), { [a]: 1, [b]: 11 });
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: 'out-of-stock', shortages: [{ productId: b, requested: 11, available: 10 }] });
  expect(await stockOf(a)).toBe(10);
});

test('a failed request can be sent again with the same id once there is stock', async () => {
  const id = randomUUID();
  expect((await reserve(id, { [a]: 11 })).status).toBe(409);
  await setStock({ [a]: 11 });
  expect((await reserve(id, { [a]: 11 })).status).toBe(201);
});

test('the same id with other items is refused', async () => {
  const id = randomUUID();
  await reserve(id, { [a]: 1 });
  expect((await reserve(id, { [a]: 2 })).body.code).toBe('reservation-conflict');
  expect((await reserve(id, { [b]: 1 })).body.code).toBe('reservation-conflict');
});

test('confirmed stock stays sold, however often it is confirmed, and cannot be released', async () => {
  const id = randomUUID();
  await reserve(id, { [a]: 4 });
  expect((await act(id, 'confirm')).body).toMatchObject({ status: 'confirmed' });
  expect((await act(id, 'confirm')).status).toBe(200);
  expect((await act(id, 'release')).body.code).toBe('reservation-confirmed');
  expect(await stockOf(a)).toBe(6);
});

test('released stock comes back once, however often it is released', async () => {
  const id = randomUUID();
  await reserve(id, { [a]: 4 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => act(id, 'release')));
  expect(answers.every((answer) => answer.status === 204)).toBe(true);
  expect(await stockOf(a)).toBe(10);
  expect((await act(id, 'confirm')).body).toMatchObject({
    code: 'reservation-gone',
    status: 409,
    reservationStatus: 'released',
  });
});

test('confirm against release: exactly one wins', async () => {
  for (let round = 0; round < 10; round += 1) {
    await setStock({ [a]: 10 });
    const id = randomUUID();
    await reserve(id, { [a]: 4 });
    const [confirmed, released] = await Promise.all([act(id, 'confirm'), act(id, 'release')]);
    expect([confirmed.status === 200, released.status === 204].filter(Boolean)).toHaveLength(1);
    expect(await stockOf(a)).toBe(confirmed.status === 200 ? 6 : 10);
  }
});

test('a release that overtakes its reservation closes it', async () => {
  const id = randomUUID();
  expect((await act(id, 'release')).status).toBe(204);
  expect((await reserve(id, { [a]: 4 })).body.code).toBe('reservation-gone');
  expect(await stockOf(a)).toBe(10);
});

test('abandoned reservations give their stock back once, with several replicas at it', async () => {
  const ids = Array.from({ length: 8 }, () => randomUUID());
  for (const id of ids) await reserve(id, { [a]: 1 }, 1);
  const kept = randomUUID();
  await reserve(kept, { [a]: 1 }, 600);
  await stage.sql.query("update reservations set expires_at = now() - interval '1 s' where id = any($1)", [ids]);
  const pool = postgresPool(
    {
      DATABASE_URL: stage.postgres.urlFor('shop_product'),
      DATABASE_POOL_MAX: 4,
      DATABASE_CONNECT_TIMEOUT_MS: 2_000,
      DATABASE_STATEMENT_TIMEOUT_MS: 5_000,
    },
    createLogger({ SERVICE_NAME: 'test', LOG_LEVEL: 'silent' }),
  );
  await Promise.all([expire(pool), expire(pool), expire(pool), expire(pool)]);
  await pool.end();
  expect(await stockOf(a)).toBe(9);
  expect((await act(ids[0] as string, 'confirm')).body).toMatchObject({ code: 'reservation-gone' });
  expect((await act(kept, 'confirm')).status).toBe(200);
});

test.each([
  { name: 'no items', body: { reservationId: randomUUID(), items: [] }, field: 'items' },
  { name: 'an id that is none', body: { reservationId: 'x', items: items({ [a]: 1 }) }, field: 'reservationId' },
  {
    name: 'a quantity of 0',
    body: { reservationId: randomUUID(), items: items({ [a]: 0 }) },
    field: 'items[0].quantity',
  },
  {
    name: 'a product twice',
    body: { reservationId: randomUUID(), items: [...items({ [a]: 1 }), ...items({ [a]: 1 })] },
    field: 'items',
  },
])('$name is refused and names $field', async ({ body, field }) => {
  const answer = await stage.call('POST', '/internal/reservations', body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toContainEqual(expect.objectContaining({ field }));
});

test('an unknown product or reservation is told', async () => {
  const nobody = randomUUID();
  expect((await reserve(randomUUID(), { [nobody]: 1 })).body).toMatchObject({
    code: 'unknown-product',
    productIds: [nobody],
  });
  expect((await act(randomUUID(), 'confirm')).body.code).toBe('reservation-not-found');
});

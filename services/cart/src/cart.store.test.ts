import { randomUUID } from 'node:crypto';
import { type Answered, waitFor } from '@shop/kit/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { linesMax, quantityMax } from './cart.ts';
import { type CartStage, startCart } from './testing/start-cart.ts';

let stage: CartStage;
beforeAll(async () => {
  stage = await startCart();
});
afterAll(() => stage.stop());
afterEach(() => {
  stage.catalog.isAway = false;
});

/** Calls as one user or visitor. */
const as = (headers: Record<string, string>) => (method: string, path: string, json?: unknown) =>
  stage.call(method, path, json, headers);
const asUser = (userId: string = randomUUID()) => as({ 'x-user-id': userId });
const linesOf = ({ body }: Answered) =>
  body.lines.map((line: { productId: string; quantity: number }) => [line.productId, line.quantity]);

async function visitor() {
  const id = (await stage.call('GET', '/cart')).headers.get('x-cart-id') ?? '';
  return { id, call: as({ 'x-cart-id': id }) };
}

describe('a cart', () => {
  test('adds, sets and removes', async () => {
    const call = asUser();
    const [a, b] = [stage.product(), stage.product()];
    await call('POST', '/cart/items', { productId: a, quantity: 2 });
    await call('POST', '/cart/items', { productId: a });
    const added = await call('POST', '/cart/items', { productId: b, quantity: 5 });
    expect(added.body).toMatchObject({ totalCents: 800, currency: 'EUR', isPriced: true });
    expect(linesOf(await call('PUT', `/cart/items/${b}`, { quantity: 1 }))).toEqual([
      [a, 3],
      [b, 1],
    ]);
    expect(linesOf(await call('DELETE', `/cart/items/${a}`))).toEqual([[b, 1]]);
    expect((await call('DELETE', '/cart')).status).toBe(204);
    expect(linesOf(await call('GET', '/cart'))).toEqual([]);
  });

  test('costs what the catalog says now, not what it said then', async () => {
    const call = asUser();
    const productId = stage.product();
    await call('POST', '/cart/items', { productId, quantity: 2 });
    stage.catalog.priceCents.set(productId, 999);
    expect((await call('GET', '/cart')).body.totalCents).toBe(1_998);
    stage.catalog.priceCents.delete(productId);
    expect((await call('GET', '/cart')).body.lines[0].state).toBe('gone');
  });

  test('takes no product that the catalog does not have', async () => {
    const answer = await asUser()('POST', '/cart/items', { productId: randomUUID() });
    expect(answer).toMatchObject({ status: 404, body: { code: 'product-not-found' } });
  });

  test('is there without the catalog, unpriced, and takes products on trust', async () => {
    stage.catalog.isAway = true;
    const call = asUser();
    const productId = randomUUID();
    const { status, body } = await call('POST', '/cart/items', { productId, quantity: 2 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ isPriced: false, totalCents: null, lines: [{ productId, state: 'unknown' }] });
    expect((await stage.call('GET', '/health/ready')).status).toBe(200);
  });

  test.each([
    { method: 'POST', path: '/cart/items', json: { productId: 'x' } },
    { method: 'POST', path: '/cart/items', json: { productId: randomUUID(), quantity: 0 } },
    { method: 'POST', path: '/cart/items', json: { productId: randomUUID(), quantity: 1.5 } },
    { method: 'POST', path: '/cart/items', json: { productId: randomUUID(), quantity: quantityMax + 1 } },
    { method: 'POST', path: '/cart/items', json: { productId: randomUUID(), priceCents: 1 } },
    { method: 'PUT', path: `/cart/items/${randomUUID()}`, json: {} },
    { method: 'DELETE', path: '/cart/items/x', json: undefined },
  ])('refuses $method $path $json', async ({ method, path, json }) => {
    expect(await asUser()(method, path, json)).toMatchObject({ status: 400, body: { code: 'validation' } });
  });
});

describe('limits', () => {
  test('of pieces hold under concurrent adding', async () => {
    const call = asUser();
    const productId = stage.product();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => call('POST', '/cart/items', { productId, quantity: 10 })),
    );
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.length).toBe(21);
    expect(refused[0]?.body.code).toBe('too-many-pieces');
    expect(linesOf(await call('GET', '/cart'))).toEqual([[productId, 90]]);
  });

  test('of lines hold under concurrent adding', async () => {
    const call = asUser();
    const products = Array.from({ length: linesMax + 10 }, () => stage.product());
    const answers = await Promise.all(products.map((productId) => call('POST', '/cart/items', { productId })));
    expect(answers.filter(({ status }) => status === 200).length).toBe(linesMax);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('too-many-lines');
    expect(linesOf(await call('GET', '/cart'))).toHaveLength(linesMax);
  });
});

describe('a visitor', () => {
  test('gets an id that only they hold, in a cookie that scripts cannot read', async () => {
    const productId = stage.product();
    const { headers } = await stage.call('POST', '/cart/items', { productId });
    const id = headers.get('x-cart-id');
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    expect(linesOf(await as({ cookie: `cart_id=${id}` })('GET', '/cart'))).toEqual([[productId, 1]]);
    expect(linesOf(await stage.call('GET', '/cart'))).toEqual([]);
  });

  test.each(['short', 'user:1', `${'a'.repeat(21)}*`])('with the made-up id %j is refused', async (id) => {
    expect((await as({ 'x-cart-id': id })('GET', '/cart')).status).toBe(400);
  });

  test('is not let in as a user whom the gateway cannot have named', async () => {
    expect((await as({ 'x-user-id': 'a:b' })('GET', '/cart')).status).toBe(401);
  });
});

describe('merging at login', () => {
  test('adds the visitor’s lines to the user’s, up to the limit, once', async () => {
    const guest = await visitor();
    const userId = randomUUID();
    const [both, own] = [stage.product(), stage.product()];
    await guest.call('POST', '/cart/items', { productId: both, quantity: 60 });
    await guest.call('POST', '/cart/items', { productId: own, quantity: 2 });
    await asUser(userId)('POST', '/cart/items', { productId: both, quantity: 60 });
    const merge = () => as({ 'x-user-id': userId, 'x-cart-id': guest.id })('POST', '/cart/merge');
    const answers = await Promise.all([merge(), merge(), merge()]);
    for (const answer of answers)
      expect(linesOf(answer)).toEqual([
        [both, quantityMax],
        [own, 2],
      ]);
    expect(answers[0]?.headers.get('set-cookie')).toMatch(/cart_id=;/);
    expect(linesOf(await guest.call('GET', '/cart'))).toEqual([]);
  });

  test('tells what found no room', async () => {
    const guest = await visitor();
    const userId = randomUUID();
    const productId = stage.product();
    await guest.call('POST', '/cart/items', { productId });
    const full = Array.from({ length: linesMax }, () => stage.product());
    await Promise.all(full.map((each) => asUser(userId)('POST', '/cart/items', { productId: each })));
    const { body } = await as({ 'x-user-id': userId, 'x-cart-id': guest.id })('POST', '/cart/merge');
    expect(body.dropped).toEqual([productId]);
    expect(body.lines).toHaveLength(linesMax);
  });

  test('without a visitor’s cart changes nothing, without a user is refused', async () => {
    expect((await asUser()('POST', '/cart/merge')).body).toMatchObject({ lines: [], dropped: [] });
    expect((await stage.call('POST', '/cart/merge')).status).toBe(401);
  });
});

describe('an order', () => {
  test('takes out what it bought, once, and leaves what came later', async () => {
    const userId = randomUUID();
    const call = asUser(userId);
    const [bought, later] = [stage.product(), stage.product()];
    await call('POST', '/cart/items', { productId: bought, quantity: 3 });
    const taken = { orderId: randomUUID(), items: [{ productId: bought, quantity: 3 }] };
    await call('POST', '/cart/items', { productId: later });
    await stage.call('POST', `/internal/carts/${userId}/taken`, taken);
    await call('POST', '/cart/items', { productId: bought });
    expect((await stage.call('POST', `/internal/carts/${userId}/taken`, taken)).status).toBe(204);
    const { body } = await stage.call('GET', `/internal/carts/${userId}`);
    expect(new Map(linesOf({ body } as Answered))).toEqual(
      new Map([
        [later, 1],
        [bought, 1],
      ]),
    );
  });
});

describe('expiry', () => {
  test('is renewed by every use, and longer for users', async () => {
    const guest = await visitor();
    const userId = randomUUID();
    await guest.call('POST', '/cart/items', { productId: stage.product() });
    await asUser(userId)('POST', '/cart/items', { productId: stage.product() });
    const keys = [`cart:visitor:${guest.id}`, `cart:user:${userId}`];
    for (const key of keys) await stage.direct.expire(key, 100);
    await guest.call('GET', '/cart');
    await asUser(userId)('GET', '/cart');
    const [visitorDays, userDays] = (await Promise.all(keys.map((key) => stage.direct.ttl(key)))).map(
      (s) => s / 86_400,
    );
    expect(visitorDays).toBeCloseTo(7, 1);
    expect(userDays).toBeCloseTo(30, 1);
  });
});

describe('without Redis', () => {
  test('it is not ready and says 503, and recovers by itself', async () => {
    await stage.redis.kill();
    await waitFor(async () => expect((await stage.call('GET', '/health/ready')).status).toBe(503));
    expect(await asUser()('GET', '/cart')).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await stage.redis.restart();
    await waitFor(async () => expect((await stage.call('GET', '/health/ready')).status).toBe(200));
    expect((await asUser()('GET', '/cart')).status).toBe(200);
  });
});

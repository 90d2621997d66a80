import { randomUUID } from 'node:crypto';
import { waitFor } from '@shop/kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { priceCents } from '../testing/fake-shop.ts';
import { type Customer, type OrderStage, startOrder } from '../testing/start-order.ts';

let stage: OrderStage;
let key: string;

beforeAll(async () => {
  stage = await startOrder({ PAYMENT_TIMEOUT_MS: 300 });
});
afterAll(() => stage.stop());
beforeEach(() => {
  key = randomUUID();
  stage.shop.failures.length = 0;
  stage.shop.isPriced = true;
});

/** What was taken from the customer's card, refunds included. */
async function paidCents({ userId }: Customer): Promise<number> {
  const { rows } = await stage.sql.query(
    `select coalesce(sum(case e.kind when 'charge' then amount_cents else -amount_cents end), 0)::int as cents
     from payment_entries e join orders o on o.id = e.order_id where o.user_id = $1`,
    [userId],
  );
  return rows[0].cents;
}

const statusOf = async (customer: Customer, id: string) =>
  (await stage.call('GET', `/orders/${id}`, { userId: customer.userId })).body.status;

describe('a checkout', () => {
  test('buys the cart at its prices and empties it', async () => {
    const customer = stage.customer(3);
    const { status, headers, body } = await customer.checkOut(key);
    expect([status, headers.get('location')]).toEqual([201, `/api/orders/${body.id}`]);
    expect(body).toMatchObject({ status: 'confirmed', totalCents: 3 * priceCents, currency: 'EUR' });
    expect(body.lines).toMatchObject([{ productId: customer.productId, quantity: 3, unitPriceCents: priceCents }]);
    expect(await paidCents(customer)).toBe(3 * priceCents);
    expect(stage.shop.stock.get(customer.productId)).toBe(7);
    expect(stage.shop.carts.has(customer.userId)).toBe(false);
  });

  test('with a declined card costs nothing and gives the stock back', async () => {
    const customer = stage.customer();
    const { status, body } = await customer.checkOut(key, 'tok_declined');
    expect(status).toBe(402);
    expect(body).toMatchObject({ code: 'payment-declined', orderStatus: 'cancelled' });
    expect(await paidCents(customer)).toBe(0);
    expect(stage.shop.stock.get(customer.productId)).toBe(10);
    expect(stage.shop.carts.has(customer.userId)).toBe(true);
  });

  test('of more than there is costs nothing', async () => {
    const customer = stage.customer(5, 4);
    expect(await customer.checkOut(key)).toMatchObject({ status: 409, body: { code: 'out-of-stock' } });
    expect(await paidCents(customer)).toBe(0);
    expect(stage.shop.stock.get(customer.productId)).toBe(4);
  });

  test.each([
    {
      name: 'an empty cart',
      arrange: (c: Customer) => stage.shop.carts.set(c.userId, []),
      status: 409,
      code: 'cart-empty',
    },
    {
      name: 'products that are gone',
      arrange: (c: Customer) => stage.shop.stock.delete(c.productId),
      status: 409,
      code: 'products-gone',
    },
    { name: 'unknown prices', arrange: () => (stage.shop.isPriced = false), status: 503, code: 'prices-unknown' },
  ])('of $name is refused and leaves no order', async ({ arrange, status, code }) => {
    const customer = stage.customer();
    arrange(customer);
    expect(await customer.checkOut(key)).toMatchObject({ status, body: { code } });
    expect((await stage.call('GET', '/orders', { userId: customer.userId })).body.items).toEqual([]);
  });

  test('needs a key, a user and a token', async () => {
    const { userId } = stage.customer();
    const json = { paymentToken: 'tok_visa' };
    expect((await stage.call('POST', '/checkout', { userId, json })).status).toBe(400);
    expect((await stage.call('POST', '/checkout', { key, json })).status).toBe(401);
    expect((await stage.call('POST', '/checkout', { userId, key, json: { paymentToken: '4111' } })).status).toBe(400);
  });
});

describe('the same key', () => {
  test.each(['tok_visa', 'tok_declined'])('and body gives the same answer again (%s)', async (token) => {
    const customer = stage.customer();
    const first = await customer.checkOut(key, token);
    stage.shop.carts.set(customer.userId, [{ productId: customer.productId, quantity: 9 }]);
    const again = await customer.checkOut(key, token);
    const { requestId: _, ...body } = again.body;
    expect(again.status).toBe(first.status);
    expect(first.body).toMatchObject(body);
    expect((await stage.call('GET', '/orders', { userId: customer.userId })).body.items).toHaveLength(1);
  });

  test('and another body is refused', async () => {
    const customer = stage.customer();
    await customer.checkOut(key);
    expect(await customer.checkOut(key, 'tok_other')).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  test('of another user is another purchase', async () => {
    const [one, two] = [stage.customer(), stage.customer()];
    const ids = [(await one.checkOut(key)).body.id, (await two.checkOut(key)).body.id];
    expect(new Set(ids).size).toBe(2);
  });

  test('twenty times at once buys once and says so twenty times', async () => {
    const customer = stage.customer(2);
    const answers = await Promise.all(Array.from({ length: 20 }, () => customer.checkOut(key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(stage.shop.stock.get(customer.productId)).toBe(8);
    expect(await paidCents(customer)).toBe(2 * priceCents);
  });
});

describe('an outcome that is not known at once', () => {
  test.each(['tok_lose_answer', 'tok_fail_once'])('of a payment (%s) is found out, and charged once', async (token) => {
    const customer = stage.customer();
    const { status, headers, body } = await customer.checkOut(key, token);
    expect([status, headers.get('retry-after'), body.status]).toEqual([202, '1', 'reserved']);
    await waitFor(async () => expect(await statusOf(customer, body.id)).toBe('confirmed'));
    expect(await paidCents(customer)).toBe(priceCents);
    expect(await customer.checkOut(key, token)).toMatchObject({ status: 201, body: { id: body.id } });
  });

  test('of a payment that always hangs fails the order and takes nothing', async () => {
    const customer = stage.customer();
    const { body } = await customer.checkOut(key, 'tok_hang');
    await waitFor(async () => expect(await statusOf(customer, body.id)).toBe('failed'), 40_000);
    expect(await customer.checkOut(key, 'tok_hang')).toMatchObject({
      status: 502,
      body: { code: 'payment-unavailable' },
    });
    expect(await paidCents(customer)).toBe(0);
    expect(stage.shop.stock.get(customer.productId)).toBe(10);
  });

  test.each([
    { path: /reservations$/, lost: false },
    { path: /reservations$/, lost: true },
    { path: /confirm$/, lost: true },
    { path: /taken$/, lost: true },
  ])('of $path (effect took place: $lost) is found out', async ({ path, lost }) => {
    const customer = stage.customer(4);
    stage.shop.failures.push({ path, times: 1, lost });
    const { body } = await customer.checkOut(key);
    await waitFor(async () => expect(await statusOf(customer, body.id)).toBe('confirmed'));
    expect(stage.shop.stock.get(customer.productId)).toBe(6);
    expect(await paidCents(customer)).toBe(4 * priceCents);
  });
});

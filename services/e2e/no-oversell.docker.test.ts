import { randomUUID } from 'node:crypto';
import { type Answered, waitFor } from '@shop/kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Customer } from './customer.ts';
import { heldReservations, orderBooks, setStock, stockOf } from './shop-books.ts';
import { type ShopStack, startShop } from './shop-stack.ts';

const stock = 20;
const settleMs = 90_000;

/** Fifty customers; those whose card does not simply work are mixed in between. */
const cards = Array.from({ length: 10 }, () => ['tok_visa', 'tok_declined', 'tok_visa', 'tok_lose_answer', 'tok_hang'])
  .flat()
  .map((card, i) => (card === 'tok_hang' && i % 10 === 4 ? 'tok_fail_once' : card));

interface Buyer {
  readonly customer: Customer;
  readonly card: string;
  readonly key: string;
}

let shop: ShopStack;
beforeAll(async () => {
  const project = `shop-e2e-${randomUUID().slice(0, 8)}`;
  shop = await startShop({ project, env: { RATE_PER_CLIENT: '100000' } });
});
afterAll(() => shop?.stop());

/** Passwords are slow to hash on purpose: a few at a time. */
async function buyers(productId: string): Promise<Buyer[]> {
  const waiting = [...cards];
  const ready: Buyer[] = [];
  const worker = async () => {
    for (let card = waiting.pop(); card !== undefined; card = waiting.pop()) {
      const customer = new Customer(shop.baseUrl);
      await customer.register();
      await customer.login();
      await customer.add(productId);
      ready.push({ customer, card, key: randomUUID() });
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return ready;
}

/** Kills the order service in the middle of it all; somebody (here the test, in life ARES) starts it again. */
async function crashOrderService(): Promise<void> {
  await waitFor(async () => expect((await orderBooks(shop)).length).toBeGreaterThan(10), settleMs);
  await shop.compose('kill', 'order');
  await shop.compose('start', 'order');
}

test('fifty concurrent checkouts with retries, bad cards and a crash sell nothing twice and charge nobody twice', async () => {
  const { body } = await new Customer(shop.baseUrl).call('GET', '/api/products?inStock=true&limit=1');
  const product = body.items[0];
  await setStock(shop, product.id, stock);
  const all = await buyers(product.id);

  const crash = crashOrderService();
  const answers = await Promise.all(
    all.map(async ({ customer, card, key }): Promise<Answered> => {
      const twice = [0, 1].map(() => customer.checkOutPatiently(key, card, settleMs));
      const [first, second] = (await Promise.all(twice)) as [Answered, Answered];
      expect(second.status).toBe(first.status);
      expect(second.body.orderId ?? second.body.id).toBe(first.body.orderId ?? first.body.id);
      return first;
    }),
  );
  await crash;
  await waitFor(async () => expect((await orderBooks(shop)).every(({ step }) => step === 'done')).toBe(true), settleMs);

  const books = await orderBooks(shop);
  const confirmed = books.filter(({ status }) => status === 'confirmed');
  const sold = confirmed.reduce((sum, { quantity }) => sum + quantity, 0);
  expect(await stockOf(shop, product.id)).toBe(stock - sold);
  expect(await heldReservations(shop)).toBe(0);
  expect(sold).toBeLessThanOrEqual(stock);
  expect(sold).toBeGreaterThanOrEqual(stock / 2);

  expect(new Set(books.map(({ userId }) => userId)).size).toBe(books.length);
  expect(books.length).toBe(all.length);
  for (const order of books) {
    expect(order.charges).toBeLessThanOrEqual(1);
    expect(order.chargedCents - order.refundedCents).toBe(order.status === 'confirmed' ? order.totalCents : 0);
  }

  const told = answers.filter(({ status }) => status === 201).map((answer) => answer.body.id);
  expect(told.toSorted()).toEqual(confirmed.map(({ id }) => id).toSorted());
  const statusesOf = (card: string) =>
    new Set(answers.filter((_, i) => all[i]?.card === card).map(({ status }) => status));
  expect(statusesOf('tok_declined')).not.toContain(201);
  expect(statusesOf('tok_hang')).not.toContain(201);
});

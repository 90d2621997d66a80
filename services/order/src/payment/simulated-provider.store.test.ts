import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '../testing/open-database.ts';
import { behaviourOf } from './card-behaviour.ts';
import type { PaymentProvider } from './provider.ts';
import { simulatedProvider } from './simulated-provider.ts';

let open: OpenDatabase;
let provider: PaymentProvider;

beforeAll(async () => {
  open = await openDatabase();
  provider = simulatedProvider(open.db, behaviourOf);
});
afterAll(() => open.stop());

const patience = () => AbortSignal.timeout(200);
const chargeOf = (cardToken = 'tok_visa') => ({ orderId: randomUUID(), amountCents: 500, cardToken });

async function entriesOf(orderId: string): Promise<string[]> {
  const { rows } = await open.pool.query('select kind from payment_entries where order_id = $1 order by id', [orderId]);
  return rows.map(({ kind }) => kind);
}

test('charges an order once, however many ask at once', async () => {
  const charge = chargeOf();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => provider.charge(charge, patience())));
  expect(new Set(outcomes)).toEqual(new Set(['charged']));
  expect(await entriesOf(charge.orderId)).toEqual(['charge']);
});

test('a declined card stays declined and costs nothing', async () => {
  const charge = chargeOf('tok_declined');
  expect([await provider.charge(charge, patience()), await provider.charge(charge, patience())]).toEqual([
    'declined',
    'declined',
  ]);
  expect(await entriesOf(charge.orderId)).toEqual([]);
});

test.each([
  { card: 'tok_hang', first: [], second: undefined, entries: [] },
  { card: 'tok_lose_answer', first: ['charge'], second: 'charged', entries: ['charge'] },
  { card: 'tok_fail_once', first: [], second: 'charged', entries: ['charge'] },
])('$card leaves the first outcome unknown', async ({ card, first, second, entries }) => {
  const charge = chargeOf(card);
  await expect(provider.charge(charge, patience())).rejects.toThrow();
  expect(await entriesOf(charge.orderId)).toEqual(first);
  expect(await provider.charge(charge, patience()).catch(() => undefined)).toBe(second);
  expect(await entriesOf(charge.orderId)).toEqual(entries);
});

test('a cancelled charge is refunded once', async () => {
  const charge = chargeOf();
  await provider.charge(charge, patience());
  await Promise.all([provider.cancel(charge.orderId), provider.cancel(charge.orderId)]);
  expect(await entriesOf(charge.orderId)).toEqual(['charge', 'refund']);
  expect(await provider.charge(charge, patience())).toBe('declined');
});

test('a charge that comes after its cancellation takes no money', async () => {
  const charge = chargeOf();
  await provider.cancel(charge.orderId);
  expect(await provider.charge(charge, patience())).toBe('declined');
  expect(await entriesOf(charge.orderId)).toEqual([]);
});

test('charging and cancelling at once ends without money, whoever is first', async () => {
  const charges = Array.from({ length: 20 }, () => chargeOf());
  await Promise.all(charges.flatMap((each) => [provider.charge(each, patience()), provider.cancel(each.orderId)]));
  for (const { orderId } of charges) expect([[], ['charge', 'refund']]).toContainEqual(await entriesOf(orderId));
});

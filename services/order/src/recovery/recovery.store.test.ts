import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { placeOrder } from '../checkout/place-order.ts';
import { behaviourOf } from '../payment/card-behaviour.ts';
import { simulatedProvider } from '../payment/simulated-provider.ts';
import { type Driver, drive } from '../saga/drive.ts';
import type { Order } from '../saga/order.ts';
import type { SagaPorts } from '../saga/ports.ts';
import { claimDue } from '../saga/saga-store.ts';
import { type OpenDatabase, openDatabase } from '../testing/open-database.ts';
import { recoverDue } from './recover-due.ts';

const boughtOnce = {
  status: 'confirmed',
  step: 'done',
  money: ['charge'],
  events: ['order.pending', 'order.reserved', 'order.paid', 'order.confirmed'],
};

let open: OpenDatabase;
/** What reached the stock and the cart, in order. */
let effects: string[];

beforeAll(async () => {
  open = await openDatabase();
});
afterAll(() => open.stop());
beforeEach(async () => {
  effects = [];
  await open.pool.query('truncate orders, order_lines, outbox, payments, payment_entries');
});

function ports(): SagaPorts {
  const note = <T>(name: string, outcome: T) => {
    effects.push(name);
    return outcome;
  };
  return {
    stock: {
      reserve: async () => note('reserve', 'reserved' as const),
      confirm: async () => note('confirm', 'confirmed' as const),
      release: async () => note('release', undefined),
    },
    payment: simulatedProvider(open.db, behaviourOf),
    cart: { takeOut: async () => note('empty-cart', undefined) },
  };
}

class Crash extends Error {}

/** A worker that dies after the effect of `diesAfter` and before that is written down. */
const driver = (diesAfter?: string): Driver => ({
  db: open.db,
  ports: ports(),
  stepTimeoutMs: 200,
  onStep: (_order, { step }) => {
    if (step === diesAfter) throw new Crash(step);
  },
  onUnknown: () => {},
});

async function place(paymentToken = 'tok_visa'): Promise<Order> {
  const line = { productId: randomUUID(), name: 'Mug', unitPriceCents: 500, quantity: 2 };
  const request = { userId: randomUUID(), idempotencyKey: randomUUID(), paymentToken };
  const order = await placeOrder(open.db, request, { lines: [line], totalCents: 1_000, currency: 'EUR' });
  if (!order) throw new Error('not placed');
  return order;
}

const leaseEnds = () => open.pool.query("update orders set next_run_at = now() where step <> 'done'");

async function recover(): Promise<void> {
  await leaseEnds();
  await recoverDue(driver(), (cause) => expect(cause).toBeUndefined());
}

async function stateOf({ id }: Order) {
  const { rows } = await open.pool.query(
    `select status, step, (select array_agg(kind::text order by id) from payment_entries where order_id = $1) as money,
       (select array_agg(type order by id) from outbox where order_id = $1) as events from orders where id = $1`,
    [id],
  );
  return rows[0];
}

describe('a worker that dies', () => {
  test.each(['reserve', 'charge', 'confirm', 'empty-cart'])(
    'after %s is replaced, and the order is charged and told once',
    async (step) => {
      const order = await place();
      await expect(drive(driver(step), order)).rejects.toThrow(Crash);
      expect(await claimDue(open.db, 10, 1_000)).toEqual([]);
      await recover();
      expect(await stateOf(order)).toEqual(boughtOnce);
    },
  );

  test.each(['charge', 'release'])(
    'after %s of a declined card is replaced, and the stock is given back',
    async (step) => {
      const order = await place('tok_declined');
      await expect(drive(driver(step), order)).rejects.toThrow(Crash);
      await recover();
      expect(await stateOf(order)).toMatchObject({ status: 'cancelled', step: 'done', money: null });
      expect(effects.at(-1)).toBe('release');
    },
  );

  test('after every single step in turn still comes to the end', async () => {
    const order = await place();
    for (const step of ['reserve', 'charge', 'confirm', 'empty-cart']) {
      await leaseEnds();
      const [claimed] = await claimDue(open.db, 1, 10_000);
      await expect(drive(driver(step), claimed as Order)).rejects.toThrow(Crash);
    }
    await recover();
    expect(await stateOf(order)).toMatchObject({ status: 'confirmed', step: 'done', money: ['charge'] });
  });
});

describe('several workers', () => {
  test('never claim one order at once', async () => {
    const placed = await Promise.all(Array.from({ length: 30 }, () => place()));
    await leaseEnds();
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimDue(open.db, 10, 10_000)));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(placed.length);
  });

  test('that hold the same order by a lost lease move it once', async () => {
    const order = await place();
    await Promise.allSettled([drive(driver(), order), drive(driver(), order), drive(driver(), order)]);
    await recover();
    expect(await stateOf(order)).toEqual(boughtOnce);
  });
});

import { ProblemError } from '@shop/kit';
import { startService, type TestService } from '@shop/kit/testing';
import { Hono } from 'hono';

interface Reservation {
  status: 'held' | 'confirmed' | 'released';
  readonly items: readonly { productId: string; quantity: number }[];
}

interface CartItem {
  readonly productId: string;
  readonly quantity: number;
}

/** The product and cart services in memory, with the promises that the order service relies on. */
export interface FakeShop {
  readonly url: string;
  readonly stock: Map<string, number>;
  readonly carts: Map<string, CartItem[]>;
  readonly reservations: Map<string, Reservation>;
  /** Of the next calls to a path, how many fail with 500 before (`lost: false`) or after they had their effect. */
  readonly failures: { path: RegExp; times: number; lost: boolean }[];
  isPriced: boolean;
  stop(): Promise<void>;
}

export const priceCents = 1_000;

type State = Omit<FakeShop, 'url' | 'stop'>;

function reserve(shop: State, id: string, items: Reservation['items']): void {
  const known = shop.reservations.get(id);
  if (known?.status === 'released') throw new ProblemError(409, 'reservation-gone', 'gone');
  if (known) return;
  const isShort = items.some(({ productId, quantity }) => (shop.stock.get(productId) ?? 0) < quantity);
  if (isShort) throw new ProblemError(409, 'out-of-stock', 'short');
  for (const { productId, quantity } of items) shop.stock.set(productId, (shop.stock.get(productId) ?? 0) - quantity);
  shop.reservations.set(id, { status: 'held', items });
}

function confirm(shop: State, id: string): void {
  const known = shop.reservations.get(id);
  if (!known || known.status === 'released') throw new ProblemError(409, 'reservation-gone', 'gone');
  known.status = 'confirmed';
}

export function release(shop: State, id: string): void {
  const known = shop.reservations.get(id);
  if (known?.status === 'confirmed') throw new ProblemError(409, 'reservation-confirmed', 'confirmed');
  if (known?.status === 'held') {
    for (const { productId, quantity } of known.items)
      shop.stock.set(productId, (shop.stock.get(productId) ?? 0) + quantity);
  }
  shop.reservations.set(id, { status: 'released', items: known?.items ?? [] });
}

function cartOf(shop: State, userId: string) {
  const lines = (shop.carts.get(userId) ?? []).map(({ productId, quantity }) => {
    if (!shop.isPriced) return { productId, quantity, state: 'unknown' };
    if (!shop.stock.has(productId)) return { productId, quantity, state: 'gone' };
    return { productId, quantity, state: 'available', name: `Product ${productId}`, unitPriceCents: priceCents };
  });
  return { lines, currency: shop.isPriced ? 'EUR' : null, isPriced: shop.isPriced };
}

const routes = (shop: State) =>
  new Hono()
    .use('*', async (c, next) => {
      const failure = shop.failures.find(({ path, times }) => times > 0 && path.test(c.req.path));
      if (failure) failure.times -= 1;
      if (!failure || failure.lost) await next();
      if (failure) c.res = new Response('{}', { status: 500 });
    })
    .post('/internal/reservations', async (c) => {
      const { reservationId, items } = await c.req.json();
      reserve(shop, reservationId, items);
      return c.json({}, 201);
    })
    .post('/internal/reservations/:id/confirm', (c) => {
      confirm(shop, c.req.param('id'));
      return c.json({});
    })
    .post('/internal/reservations/:id/release', (c) => {
      release(shop, c.req.param('id'));
      return c.body(null, 204);
    })
    .get('/internal/carts/:userId', (c) => c.json(cartOf(shop, c.req.param('userId'))))
    .post('/internal/carts/:userId/taken', (c) => {
      shop.carts.delete(c.req.param('userId'));
      return c.body(null, 204);
    });

export async function startFakeShop(): Promise<FakeShop> {
  const state: State = { stock: new Map(), carts: new Map(), reservations: new Map(), failures: [], isPriced: true };
  const service: TestService = await startService({ routes: routes(state) });
  return Object.assign(state, { url: service.url, stop: () => service.stop() });
}

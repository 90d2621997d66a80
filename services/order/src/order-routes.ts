import { type Database, ProblemError, unauthorized, validate } from '@shop/kit';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Checkout, checkOut } from './checkout/checkout.ts';
import { checkoutAnswer } from './checkout/checkout-answer.ts';
import { checkoutBody, checkoutHeaders } from './checkout/checkout-request.ts';
import { orderView } from './orders/order-view.ts';
import { findOrder, listOrders } from './orders/read-orders.ts';

const idParam = z.object({ id: z.uuid() });
const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(512).optional(),
});

/** The user whom the gateway has vouched for; it lets no such header in from outside. */
function userOf(c: Context): string {
  const id = z.uuid().safeParse(c.req.header('x-user-id'));
  if (!id.success) throw unauthorized('Log in first.');
  return id.data;
}

export const orderRoutes = (db: Database, checkout: Checkout) =>
  new Hono()
    .use('*', (c, next) => {
      c.header('cache-control', 'no-store');
      return next();
    })
    .post('/checkout', validate('header', checkoutHeaders), validate('json', checkoutBody), async (c) => {
      const idempotencyKey = c.req.valid('header')['idempotency-key'];
      const order = await checkOut(checkout, { userId: userOf(c), idempotencyKey, ...c.req.valid('json') });
      return checkoutAnswer(c, order);
    })
    .get('/orders', validate('query', listQuery), async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const { items, nextCursor } = await listOrders(db, { userId: userOf(c), limit, cursor });
      return c.json({ items: items.map(orderView), nextCursor });
    })
    .get('/orders/:id', validate('param', idParam), async (c) => {
      const { id } = c.req.valid('param');
      const order = await findOrder(db, userOf(c), id);
      if (!order) throw new ProblemError(404, 'order-not-found', `There is no order ${id}.`);
      return c.json(orderView(order));
    });

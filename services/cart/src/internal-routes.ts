import { validate } from '@shop/kit';
import { Hono } from 'hono';
import { z } from 'zod';
import { linesMax } from './cart.ts';
import type { CartService } from './cart-service.ts';
import type { CartStore } from './store/cart-store.ts';

const userParam = z.object({ userId: z.uuid() });
const item = z.object({ productId: z.uuid(), quantity: z.number().int().min(1) });
const taken = z.object({ orderId: z.uuid(), items: z.array(item).min(1).max(linesMax) });

/** For the order service; the gateway routes nothing below `/internal`. */
export const internalRoutes = (carts: CartService, store: CartStore) =>
  new Hono()
    .get('/internal/carts/:userId', validate('param', userParam), async (c) =>
      c.json(await carts.view({ kind: 'user', id: c.req.valid('param').userId })),
    )
    .post('/internal/carts/:userId/taken', validate('param', userParam), validate('json', taken), async (c) => {
      const { orderId, items } = c.req.valid('json');
      await store.takeOut(c.req.valid('param').userId, orderId, items);
      return c.body(null, 204);
    });

import { unauthorized, validate } from '@shop/kit';
import { Hono } from 'hono';
import { z } from 'zod';
import { quantityMax } from './cart.ts';
import { forgetVisitor, ownerOf, userIdOf, visitorIdOf } from './cart-owner.ts';
import type { CartService } from './cart-service.ts';
import type { CartStore } from './store/cart-store.ts';

const quantity = z.number().int().min(1).max(quantityMax);
const newLine = z.strictObject({ productId: z.uuid(), quantity: quantity.default(1) });
const newQuantity = z.strictObject({ quantity });
const lineParam = z.object({ productId: z.uuid() });

/** Carts of users and visitors, for the public. Every answer is the cart as it is then. */
export const cartRoutes = (carts: CartService, store: CartStore) =>
  new Hono()
    .use('/cart/*', (c, next) => {
      c.header('cache-control', 'no-store');
      return next();
    })
    .get('/cart', async (c) => c.json(await carts.view(ownerOf(c))))
    .delete('/cart', async (c) => {
      await store.clear(ownerOf(c));
      return c.body(null, 204);
    })
    .post('/cart/items', validate('json', newLine), async (c) =>
      c.json(await carts.put(ownerOf(c), c.req.valid('json'), 'add')),
    )
    .put('/cart/items/:productId', validate('param', lineParam), validate('json', newQuantity), async (c) =>
      c.json(await carts.put(ownerOf(c), { ...c.req.valid('param'), ...c.req.valid('json') }, 'set')),
    )
    .delete('/cart/items/:productId', validate('param', lineParam), async (c) =>
      c.json(await carts.remove(ownerOf(c), c.req.valid('param').productId)),
    )
    .post('/cart/merge', async (c) => {
      const userId = userIdOf(c);
      if (userId === undefined) throw unauthorized('Log in to take a cart over.');
      const merged = await carts.merge(visitorIdOf(c), userId);
      forgetVisitor(c);
      return c.json(merged);
    });

import type { HttpClient } from '@shop/kit';
import { z } from 'zod';
import type { Order } from '../saga/order.ts';

const line = z.object({
  productId: z.uuid(),
  quantity: z.number().int().min(1),
  state: z.enum(['available', 'short', 'gone', 'unknown']),
  name: z.string().optional(),
  unitPriceCents: z.number().int().optional(),
});

const cart = z.object({ lines: z.array(line), currency: z.string().nullable(), isPriced: z.boolean() });

export type Cart = Readonly<z.output<typeof cart>>;

export interface CartClient {
  /** The user's cart with the catalog's prices of this moment. */
  read(userId: string): Promise<Cart>;
  /** Takes out what the order bought; safe to repeat. */
  takeOut(order: Order): Promise<void>;
}

export const cartClient = (http: HttpClient): CartClient => ({
  async read(userId) {
    const response = await http.send({ path: `/internal/carts/${userId}` });
    if (response.status !== 200) throw new Error(`cart answered ${response.status}`);
    return cart.parse(response.json());
  },
  async takeOut({ id, userId, lines }) {
    const items = lines.map(({ productId, quantity }) => ({ productId, quantity }));
    const json = { orderId: id, items };
    const response = await http.send({ method: 'POST', path: `/internal/carts/${userId}/taken`, json });
    if (response.status !== 204) throw new Error(`cart answered ${response.status}`);
  },
});

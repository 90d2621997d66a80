import { ProblemError } from '@shop/kit';
import type { Cart } from '../clients/cart-client.ts';
import type { OrderLine } from '../saga/order.ts';

export interface Purchase {
  readonly lines: readonly OrderLine[];
  readonly totalCents: number;
  readonly currency: string;
}

/**
 * What an order of this cart would buy, at the prices of this moment. Whether there is enough in stock is left to
 * the reservation, which alone can promise it.
 * @throws ProblemError 409 cart-empty or products-gone, 503 prices-unknown
 */
export function purchaseOf({ lines, currency, isPriced }: Cart): Purchase {
  if (lines.length === 0) throw new ProblemError(409, 'cart-empty', 'There is nothing in the cart.');
  if (!isPriced) {
    const headers = { 'retry-after': '1' };
    throw new ProblemError(503, 'prices-unknown', 'Prices are not known right now. Try again shortly.', { headers });
  }
  const gone = lines.filter((line) => line.state === 'gone').map((line) => line.productId);
  if (gone.length > 0 || currency === null) {
    const extra = { productIds: gone };
    throw new ProblemError(409, 'products-gone', 'The cart has products that are no longer sold.', { extra });
  }
  const bought = lines.map(({ productId, quantity, name, unitPriceCents }) => {
    if (name === undefined || unitPriceCents === undefined) throw new Error(`cart has no price of ${productId}`);
    return { productId, quantity, name, unitPriceCents };
  });
  return { lines: bought, currency, totalCents: bought.reduce((sum, l) => sum + l.unitPriceCents * l.quantity, 0) };
}

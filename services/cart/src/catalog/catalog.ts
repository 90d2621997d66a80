import type { HttpClient } from '@shop/kit';
import { z } from 'zod';

const product = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  priceCents: z.number().int(),
  currency: z.string(),
  stock: z.number().int(),
});
const answer = z.object({ items: z.array(product) });

export type Product = Readonly<z.output<typeof product>>;

/** What the catalog has under the ids that were asked for, or `undefined` when it cannot be asked now. */
export type Catalog = (productIds: readonly string[]) => Promise<ReadonlyMap<string, Product> | undefined>;

const timeoutMs = 800;

/** @param onAway is told why the catalog could not be asked */
export function catalog(http: HttpClient, onAway: (cause: unknown) => void): Catalog {
  return async (productIds) => {
    if (productIds.length === 0) return new Map();
    try {
      const response = await http.send({ path: `/internal/products?ids=${productIds.join(',')}`, timeoutMs });
      if (response.status !== 200) throw new Error(`catalog answered ${response.status}`);
      return new Map(answer.parse(response.json()).items.map((each) => [each.id, each]));
    } catch (cause) {
      onAway(cause);
      return undefined;
    }
  };
}

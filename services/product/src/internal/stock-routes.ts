import { type Database, ProblemError, validate } from '@shop/kit';
import { inArray } from 'drizzle-orm';
import { Hono } from 'hono';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { CatalogCache, StockChange } from '../cache/catalog-cache.ts';
import { products } from '../db/schema.ts';

const ids = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()).min(1).max(100));

const idParam = z.object({ id: z.uuid() });
const stockBody = z.object({ stock: z.number().int().min(0).max(1_000_000) });

/** Products by id for cart and order, past the cache, and restocking. */
export const stockRoutes = (db: Database, pool: Pool, cache: CatalogCache) =>
  new Hono()
    .get('/internal/products', validate('query', z.object({ ids })), async (c) =>
      c.json({ items: await productsById(db, c.req.valid('query').ids) }),
    )
    .put('/internal/products/:id/stock', validate('param', idParam), validate('json', stockBody), async (c) => {
      const { id } = c.req.valid('param');
      const change = await setStock(pool, id, c.req.valid('json').stock);
      if (!change) throw new ProblemError(404, 'product-not-found', `There is no product ${id}.`);
      await cache.stockChanged([change]);
      return c.json({ id, stock: change.after });
    });

const productsById = (db: Database, wanted: readonly string[]) =>
  db
    .select({
      id: products.id,
      slug: products.slug,
      name: products.name,
      priceCents: products.priceCents,
      currency: products.currency,
      stock: products.stock,
    })
    .from(products)
    .where(inArray(products.id, [...wanted]));

async function setStock(pool: Pool, id: string, stock: number): Promise<StockChange | undefined> {
  const { rows } = await pool.query<StockChange>(
    `update products p set stock = $2 from (select id, stock from products where id = $1 for update) old
      where p.id = old.id returning p.slug, old.stock as before, p.stock as after`,
    [id, stock],
  );
  return rows[0];
}

import { type Database, ProblemError, validate } from '@shop/kit';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { CatalogCache, JsonBytes } from '../cache/catalog-cache.ts';
import { findProduct } from './find-product.ts';
import { listCategories } from './list-categories.ts';
import { listProducts } from './list-products.ts';
import { slug } from './list-query.ts';
import { ParsedQueries } from './parsed-queries.ts';

const slugParam = z.object({ slug });

/** The public, read-only catalog: `/products`, `/products/:slug`, `/categories`. */
export const catalogRoutes = (db: Database, cache: CatalogCache, queries = new ParsedQueries()) =>
  new Hono()
    .get('/products', async (c) => {
      const { query, key } = queries.parse(c.req);
      return json(c, await cache.list(key, async () => JSON.stringify(await listProducts(db, query))));
    })
    .get('/products/:slug', validate('param', slugParam), async (c) => {
      const wanted = c.req.valid('param').slug;
      return json(c, await cache.detail(wanted, () => productJson(db, wanted)));
    })
    .get('/categories', async (c) => {
      const load = async () => JSON.stringify({ items: await listCategories(db) });
      return json(c, await cache.list('categories', load));
    });

/** Cached answers are finished JSON: parsing them only to print them again would be most of a read's work. */
const json = (c: Context, body: JsonBytes) => c.body(body, 200, { 'content-type': 'application/json' });

async function productJson(db: Database, slug: string): Promise<string> {
  const product = await findProduct(db, slug);
  if (!product) throw new ProblemError(404, 'product-not-found', `There is no product "${slug}".`);
  return JSON.stringify(product);
}

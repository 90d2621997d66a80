import type { ClientBase } from 'pg';
import { categorySeeds } from './categories/index.ts';
import { generateProducts } from './generate-products.ts';

/** Fills an empty catalog. Does nothing where products are: their prices and stock are the shop's own by then. */
export async function seedCatalog(client: ClientBase): Promise<void> {
  const { rowCount } = await client.query('select 1 from products limit 1');
  if (rowCount !== 0) return;
  await client.query(
    `insert into categories (slug, name, position)
     select * from jsonb_to_recordset($1) as c (slug text, name text, position int)`,
    [JSON.stringify(categorySeeds.map(({ slug, name }, position) => ({ slug, name, position })))],
  );
  await client.query(
    `insert into products (id, slug, name, brand, description, category_slug, price_cents, stock, popularity, created_at)
     select * from jsonb_to_recordset($1) as p (id uuid, slug text, name text, brand text, description text,
       "categorySlug" text, "priceCents" int, stock int, popularity int, "createdAt" timestamptz)`,
    [JSON.stringify(generateProducts())],
  );
}

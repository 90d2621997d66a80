import { sql } from 'drizzle-orm';
import { check, customType, index, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { categories } from './categories.ts';
import { shopProduct } from './shop-product.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const products = shopProduct.table(
  'products',
  {
    id: uuid().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    brand: text().notNull(),
    description: text().notNull(),
    categorySlug: text()
      .notNull()
      .references(() => categories.slug),
    priceCents: integer().notNull(),
    currency: text().notNull().default('EUR'),
    /** What can still be sold: reservations have already been taken off. */
    stock: integer().notNull(),
    popularity: integer().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    search: tsvector().generatedAlwaysAs(
      sql`setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', brand), 'B') || setweight(to_tsvector('english', description), 'C')`,
    ),
  },
  (t) => [
    check('price_is_positive', sql`price_cents > 0`),
    check('stock_is_never_negative', sql`stock >= 0`),
    index('products_by_search').using('gin', t.search),
    index('products_by_popularity').on(t.popularity, t.id),
    index('products_by_price').on(t.priceCents, t.id),
    index('products_by_name').on(t.name, t.id),
    index('products_of_category').on(t.categorySlug, t.priceCents),
  ],
);

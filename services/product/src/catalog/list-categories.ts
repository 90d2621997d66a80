import type { Database } from '@shop/kit';
import { asc, count, eq } from 'drizzle-orm';
import { categories, products } from '../db/schema.ts';

export const listCategories = (db: Database) =>
  db
    .select({ slug: categories.slug, name: categories.name, productCount: count(products.id) })
    .from(categories)
    .leftJoin(products, eq(products.categorySlug, categories.slug))
    .groupBy(categories.slug)
    .orderBy(asc(categories.position));

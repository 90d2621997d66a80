import { integer, text } from 'drizzle-orm/pg-core';
import { shopProduct } from './shop-product.ts';

export const categories = shopProduct.table('categories', {
  slug: text().primaryKey(),
  name: text().notNull(),
  position: integer().notNull(),
});

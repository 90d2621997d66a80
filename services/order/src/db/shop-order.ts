import { pgSchema } from 'drizzle-orm/pg-core';

/** The one schema that the service's database role can touch; the database's first start makes it. */
export const shopOrder = pgSchema('shop_order');

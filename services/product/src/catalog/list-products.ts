import { type Database, decodeCursor, type Page, ProblemError, pageOf } from '@shop/kit';
import { and, eq, gt, gte, lte, type SQL, sql } from 'drizzle-orm';
import { products } from '../db/schema.ts';
import type { ListQuery } from './list-query.ts';
import { searchTerms } from './search-terms.ts';
import { after, fits, inOrder, positionSchema, type SortOrder, sortOrder } from './sort-order.ts';

/** A product as lists show it. They tell whether there is stock, not how much: that changes with every order. */
const summary = {
  id: products.id,
  slug: products.slug,
  name: products.name,
  brand: products.brand,
  category: products.categorySlug,
  priceCents: products.priceCents,
  currency: products.currency,
  inStock: sql<boolean>`${products.stock} > 0`,
};

export interface ProductSummary {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly brand: string;
  readonly category: string;
  readonly priceCents: number;
  readonly currency: string;
  readonly inStock: boolean;
}

const empty: Page<ProductSummary> = { items: [], nextCursor: null };

/** @throws ProblemError 400 if the cursor is not one of this sort order */
export async function listProducts(db: Database, query: ListQuery): Promise<Page<ProductSummary>> {
  const terms = query.q === undefined ? undefined : searchTerms(query.q);
  if (query.q !== undefined && terms === undefined) return empty;
  const order = sortOrder(query.sort, terms);
  const rows = await db
    .select({ ...summary, key: sql<string>`(${order.key})::text` })
    .from(products)
    .where(and(...filters(query, terms), continuation(query, order)))
    .orderBy(inOrder(order))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, (row) => [query.sort, row.key, row.id]);
  return { ...page, items: page.items.map(({ key: _key, ...item }) => item) };
}

function filters(query: ListQuery, terms: string | undefined): (SQL | undefined)[] {
  return [
    terms === undefined ? undefined : sql`${products.search} @@ to_tsquery('english', ${terms})`,
    query.category === undefined ? undefined : eq(products.categorySlug, query.category),
    query.minPriceCents === undefined ? undefined : gte(products.priceCents, query.minPriceCents),
    query.maxPriceCents === undefined ? undefined : lte(products.priceCents, query.maxPriceCents),
    query.inStock === 'true' ? gt(products.stock, 0) : undefined,
    query.inStock === 'false' ? eq(products.stock, 0) : undefined,
  ];
}

function continuation(query: ListQuery, order: SortOrder): SQL | undefined {
  if (query.cursor === undefined) return undefined;
  const position = decodeCursor(positionSchema, query.cursor);
  if (fits(position, query.sort, order)) return after(order, position);
  throw new ProblemError(400, 'validation', 'The cursor belongs to another sort order.', {
    errors: [{ field: 'cursor', message: `not a cursor of a list sorted by ${query.sort}` }],
  });
}

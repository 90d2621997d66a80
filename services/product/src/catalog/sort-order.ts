import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { products } from '../db/schema.ts';
import type { Sort } from './list-query.ts';

/** How a sort order is asked of the database: one key and a direction; the id breaks ties. */
export interface SortOrder {
  readonly key: SQL;
  /** Type of the key in SQL and in a cursor. */
  readonly type: 'integer' | 'double precision' | 'text';
  readonly descending: boolean;
}

export function sortOrder(sort: Sort, terms: string | undefined): SortOrder {
  switch (sort) {
    case 'relevance': {
      const key = sql`ts_rank(${products.search}, to_tsquery('english', ${terms ?? ''}))::double precision`;
      return { key, type: 'double precision', descending: true };
    }
    case 'popular':
      return { key: sql`${products.popularity}`, type: 'integer', descending: true };
    case 'newest':
      // As seconds, because a cursor's text can be checked to be a number but not to be a date.
      return {
        key: sql`extract(epoch from ${products.createdAt})::double precision`,
        type: 'double precision',
        descending: true,
      };
    case 'price-asc':
      return { key: sql`${products.priceCents}`, type: 'integer', descending: false };
    case 'price-desc':
      return { key: sql`${products.priceCents}`, type: 'integer', descending: true };
    case 'name':
      return { key: sql`${products.name}`, type: 'text', descending: false };
  }
}

/** The position of a row in one sort order: order, key as text (exact for every type), id. */
export const positionSchema = z.tuple([z.string(), z.string().max(200), z.uuid()]);
export type Position = z.output<typeof positionSchema>;

const keyShape: Record<SortOrder['type'], RegExp> = {
  integer: /^-?\d{1,9}$/,
  'double precision': /^\d{1,12}(\.\d{1,20})?(e[+-]\d{1,2})?$/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses a NUL in text
  text: /^[^\u0000]*$/,
};

/** Cursors are not signed: whether this one was made for this order must be seen from its form. */
export const fits = (position: Position, sort: Sort, order: SortOrder): boolean =>
  position[0] === sort && keyShape[order.type].test(position[1]);

/** The rows that come after a position. */
export function after(order: SortOrder, [, key, id]: Position): SQL {
  const operator = sql.raw(order.descending ? '<' : '>');
  return sql`(${order.key}, ${products.id}) ${operator} (${key}::${sql.raw(order.type)}, ${id}::uuid)`;
}

export function inOrder(order: SortOrder): SQL {
  const direction = sql.raw(order.descending ? 'desc' : 'asc');
  return sql`${order.key} ${direction}, ${products.id} ${direction}`;
}

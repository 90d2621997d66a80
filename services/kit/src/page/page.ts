import { encodeCursor } from './cursor.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass as `cursor` to get what follows; null on the last page. */
  readonly nextCursor: string | null;
}

/**
 * Cuts a keyset page.
 * @param rows at most `limit + 1` rows in order: the extra one tells that more follow
 * @param positionOf the sort key of a row with its tie-breaker
 */
export function pageOf<T>(rows: readonly T[], limit: number, positionOf: (row: T) => unknown): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}

const WRITTEN = /^(?:INSERT \d+|UPDATE|DELETE) (\d+)/;

/** Rows that a statement wrote, by the words with which PostgreSQL ends it: `INSERT 0 12`, `UPDATE 1`, `SELECT 5`. */
export const rowsWritten = (tag: string): number => Number(WRITTEN.exec(tag)?.[1] ?? 0);

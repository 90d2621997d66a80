import { fit } from './format.ts';

/**
 * Rows under a header, columns as wide as their widest cell, lines cut to `width`. Cells are painted after that, so that
 * colour changes no alignment.
 */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { width = Number.POSITIVE_INFINITY, paint = (cell: string, _column: number) => cell } = {},
): string {
  const all = [header, ...rows].map((row) => row.map((cell) => cell.replaceAll(/[\n\t]+/g, ' ')));
  const widths = header.map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[], tint: typeof paint): string => {
    const begins = row.map((_, i) => widths.slice(0, i).reduce((sum, w) => sum + w + 2, 0));
    const shown = row.filter((_, i) => (begins[i] ?? 0) < width);
    const cells = shown.map((cell, i) => {
      const gap = i === shown.length - 1 ? '' : ' '.repeat((widths[i] ?? 0) - cell.length + 2);
      return tint(fit(cell, width - (begins[i] ?? 0)), i) + gap;
    });
    return cells.join('').trimEnd();
  };
  const [head = [], ...body] = all;
  return [line(head, (cell) => cell), ...body.map((row) => line(row, paint))].join('\n');
}

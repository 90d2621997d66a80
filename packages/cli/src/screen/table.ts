/** Rows under a header, columns as wide as their widest cell. Cells may be painted after padding by `paint`. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  paint: (cell: string, column: number) => string = (cell) => cell,
): string {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const pad = (row: readonly string[], last = row.length - 1) =>
    row.map((cell, i) => (i === last ? cell : cell.padEnd(widths[i] ?? 0)));
  const lines = rows.map((row) =>
    pad(row)
      .map((cell, i) => paint(cell, i))
      .join('  '),
  );
  return [pad(header).join('  '), ...lines].join('\n');
}

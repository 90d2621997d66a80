/** A file with one number in it. */
export function onlyNumber(text: string | undefined): number | undefined {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? undefined : value;
}

/** The number behind a key, in a file of `key number` lines. */
export function numberOf(text: string | undefined, key: string): number | undefined {
  if (text === undefined) return undefined;
  const first = text.startsWith(`${key} `);
  const at = first ? 0 : text.indexOf(`\n${key} `) + 1;
  return first || at > 0 ? onlyNumber(text.slice(at + key.length + 1, at + key.length + DIGITS_MAX)) : undefined;
}

const DIGITS_MAX = 24;

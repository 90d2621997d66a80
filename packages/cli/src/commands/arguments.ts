import { InvalidArgumentError } from 'commander';

/** A whole number of at least 1, for `--count` and the like. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('It has to be a whole number of at least 1.');
  return count;
}

const PAGE_MAX = 500;

/** The store gives no more at once. */
export function parseLimit(text: string): number {
  const limit = parseCount(text);
  if (limit > PAGE_MAX) throw new InvalidArgumentError(`It may be ${PAGE_MAX} at most.`);
  return limit;
}

/** What others have to read at three in the morning. */
export function parseReason(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Say why in a few words.');
  return text.trim();
}

import { InvalidArgumentError } from 'commander';

/** A whole number of at least 1, for `--limit` and the like. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('It has to be a whole number of at least 1.');
  return count;
}

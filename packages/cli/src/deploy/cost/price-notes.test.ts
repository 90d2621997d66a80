import { expect, test } from 'vitest';
import { priceNotes } from './price-notes.ts';

const asOf = '2025-10-01';
const own = { region: 'us-east-1', pricedAs: 'us-east-1', pricesAsOf: asOf } as const;
const at = (days: number) => Date.parse(asOf) + days * 86_400_000;

test('whose prices, and of when', () =>
  expect(priceNotes(own, at(365))).toEqual([
    expect.stringMatching(/^List prices of us-east-1, written down on 2025-10-01/),
  ]));

test('prices of more than a year ago are told as that', () => {
  expect(priceNotes(own, at(366))).toEqual([
    expect.any(String),
    expect.stringMatching(/^They are 366 days old: renew/),
  ]);
});

test('prices of another region are told as that', () =>
  expect(priceNotes({ ...own, region: 'eu-west-1' }, at(1))).toEqual([
    expect.stringContaining('us-east-1'),
    'Priced as us-east-1: nobody wrote down those of eu-west-1, which may be higher.',
  ]));

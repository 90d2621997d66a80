import type { EpochMs } from '@ares/core';
import type { Estimate } from './estimate.ts';

const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365;

/** What the prices of an estimate are worth: whose they are, of when, and whether that is too long ago. */
export function priceNotes(
  { region, pricedAs, pricesAsOf }: Pick<Estimate, 'region' | 'pricedAs' | 'pricesAsOf'>,
  nowMs: EpochMs,
): string[] {
  const days = Math.floor((nowMs - Date.parse(pricesAsOf)) / DAY_MS);
  return [
    `List prices of ${pricedAs}, written down on ${pricesAsOf}, without free tiers: compare them with AWS’s pages.`,
    ...(region === pricedAs
      ? []
      : [`Priced as ${pricedAs}: nobody wrote down those of ${region}, which may be higher.`]),
    ...(days <= DAYS_A_YEAR
      ? []
      : [`They are ${days} days old: renew them in packages/cli/src/deploy/cost/prices before you rely on them.`]),
  ];
}

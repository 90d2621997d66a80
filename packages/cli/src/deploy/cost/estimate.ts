import { textAt } from '../template/property.ts';
import { type Resource, resourcesOf, type Template } from '../template/resource.ts';
import { isFree } from './pricers/free-types.ts';
import { functionName } from './pricers/functions.ts';
import type { Item } from './pricers/pricer.ts';
import { pricers } from './pricers/pricers.ts';
import { type PriceKey, priceItems } from './prices/price-items.ts';
import { PRICES_AS_OF, type PricedRegion, pricesFor, priceTable } from './prices/price-table.ts';
import { UnpricedError } from './unpriced-error.ts';
import type { FleetUse } from './usage/usage.ts';

/** A line of the bill; dollars a month. */
export interface CostLine {
  readonly what: string;
  readonly price: PriceKey;
  readonly unit: string;
  readonly unitUsd: number;
  readonly quantity: number;
  readonly usd: number;
  /** The part that is there without any host */
  readonly fixedUsd: number;
  readonly ofTeam: boolean;
}

export interface Estimate {
  readonly region: string;
  /** Whose prices these are: another region's, where nobody wrote down its own */
  readonly pricedAs: PricedRegion;
  readonly pricesAsOf: string;
  readonly hosts: number;
  readonly shards: number;
  readonly fixedUsd: number;
  readonly perHostUsd: number;
  readonly totalUsd: number;
  readonly lines: readonly CostLine[];
  /** Types that are charged for nothing, and how many there are of each */
  readonly free: Readonly<Record<string, number>>;
}

export interface EstimateOptions {
  readonly region: string;
  /** At least 1 */
  readonly hosts: number;
  readonly tickMs: number;
}

/**
 * Prices what the templates hold for a fleet of this size.
 * @throws UnpricedError that names each type that the price table does not know
 */
export function estimate(templates: readonly Template[], { region, hosts, tickMs }: EstimateOptions): Estimate {
  const resources = resourcesOf(templates);
  const pricedAs = pricesFor(region);
  const unknown = resources.filter(({ type }) => !Object.hasOwn(pricers, type) && !isFree(type));
  if (unknown.length > 0) throw new UnpricedError(unknown);
  const fleet: FleetUse = { hosts, shards: shardsOf(resources), tickMs };
  const empty = sums(resources, { ...fleet, hosts: 0 });
  const lines = [...sums(resources, fleet)].map(([key, item]) => line(item, empty.get(key)?.quantity ?? 0, pricedAs));
  const own = lines.filter(({ ofTeam }) => !ofTeam);
  const totalUsd = own.reduce((sum, { usd }) => sum + usd, 0);
  const fixedUsd = own.reduce((sum, one) => sum + one.fixedUsd, 0);
  const perHostUsd = (totalUsd - fixedUsd) / hosts;
  const free = countTypes(resources.filter(({ type }) => isFree(type)));
  const prices = { region, pricedAs, pricesAsOf: PRICES_AS_OF };
  return { ...prices, hosts, shards: fleet.shards, fixedUsd, perHostUsd, totalUsd, lines, free };
}

/** Of `dispatch`, which is told at synthesis. */
function shardsOf(resources: readonly Resource[]): number {
  const dispatch = resources.find((one) => one.type === 'AWS::Lambda::Function' && functionName(one) === 'dispatch');
  return Number(dispatch ? textAt(dispatch, 'Environment.Variables.SHARDS') : 1);
}

/** Items of the same kind as one, by what they are. */
function sums(resources: readonly Resource[], fleet: FleetUse): Map<string, Item> {
  const all = new Map<string, Item>();
  for (const item of resources.flatMap((resource) => pricers[resource.type]?.(resource, fleet) ?? [])) {
    const key = `${item.what} ${item.price} ${item.ofTeam ?? false}`;
    all.set(key, { ...item, quantity: item.quantity + (all.get(key)?.quantity ?? 0) });
  }
  return all;
}

function line(item: Item, fixed: number, region: PricedRegion): CostLine {
  const { what, price, quantity } = item;
  const unitUsd = priceTable[region][price];
  const { unit } = priceItems[price];
  const ofTeam = item.ofTeam ?? false;
  return { what, price, unit, unitUsd, quantity, usd: quantity * unitUsd, fixedUsd: fixed * unitUsd, ofTeam };
}

function countTypes(resources: readonly Resource[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of resources) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

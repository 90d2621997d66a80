import type { Resource } from '../../template/resource.ts';
import type { PriceKey } from '../prices/price-items.ts';
import type { FleetUse } from '../usage/usage.ts';

/** One line of a bill. */
export interface Item {
  /** What it is, so that lines of the same kind add up: `alarms`, `requests of the ticks queue` */
  readonly what: string;
  readonly price: PriceKey;
  /** A month, in the unit of the price */
  readonly quantity: number;
  /** The team's own: instances, disks and addresses would be there without ARES too. Named, and not in the sum. */
  readonly ofTeam?: true;
}

export type Pricer = (resource: Resource, fleet: FleetUse) => readonly Item[];

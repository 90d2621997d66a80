import type { FleetOverview } from '@ares/core';
import type { ApiOptions } from '../api-options.ts';
import { killSwitchNow } from './kill-switch.ts';
import { mergeOverviews } from './merge-overviews.ts';

type Reading = Pick<ApiOptions, 'reader' | 'shards'>;

/** Every shard with what is known of it, one after the other: a function has few connections. */
export async function shardOverviews({
  reader,
  shards,
}: Reading): Promise<readonly (readonly [string, FleetOverview])[]> {
  const overviews: (readonly [string, FleetOverview])[] = [];
  for (const shard of await shards()) overviews.push([shard, await reader.overview(shard)]);
  return overviews;
}

/** All shards as one fleet, with the kill switch as it is now. */
export async function fleetOverview(reading: Reading): Promise<FleetOverview> {
  const overviews = (await shardOverviews(reading)).map(([, overview]) => overview);
  return mergeOverviews(overviews, await killSwitchNow(reading.reader));
}

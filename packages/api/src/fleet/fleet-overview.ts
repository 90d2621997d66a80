import type { FleetOverview } from '@ares/core';
import type { ApiOptions } from '../api-options.ts';
import { mergeOverviews } from './merge-overviews.ts';

type Reading = Pick<ApiOptions, 'reader' | 'shards'>;

/** Nobody's: of it the store knows the kill switch and nothing else. */
const NO_SHARD = '';

/** Every shard with what is known of it; none before the first tick. */
export async function shardOverviews({
  reader,
  shards,
}: Reading): Promise<readonly (readonly [string, FleetOverview])[]> {
  const names = await shards();
  return Promise.all(names.map(async (shard) => [shard, await reader.overview(shard)] as const));
}

/** All shards as one fleet. */
export async function fleetOverview(reading: Reading): Promise<FleetOverview> {
  const [first, ...rest] = (await shardOverviews(reading)).map(([, overview]) => overview);
  return first === undefined ? reading.reader.overview(NO_SHARD) : mergeOverviews([first, ...rest]);
}

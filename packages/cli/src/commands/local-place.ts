import { urls } from '../local/stack.ts';
import type { Place } from '../screen/place.ts';

export const SHARD = 'local';

/** This machine. */
export const localPlace: Place = {
  shard: SHARD,
  now: Date.now,
  urls: [
    ['shop', urls.shop],
    ['Prometheus', urls.prometheus],
    ['host agent', urls.agent],
  ],
  everyMs: 1_000,
};

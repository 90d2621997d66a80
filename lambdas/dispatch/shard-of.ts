import { createHash } from 'node:crypto';

const MULTIPLIER = 2_862_933_555_777_941_757n;
const MASK = (1n << 64n) - 1n;
const TWO_TO_31 = 2 ** 31;

const shardName = (index: number): string => `shard-${index}`;

export const shardNames = (shards: number): readonly string[] =>
  Array.from({ length: shards }, (_, index) => shardName(index));

/** Its shard, by its id alone: the same in every execution, and for nearly all hosts also after shards were added. */
export const shardOf = (hostId: string, shards: number): string => shardName(jump(keyOf(hostId), shards));

const keyOf = (hostId: string): bigint => createHash('sha256').update(hostId).digest().readBigUInt64BE();

/**
 * @returns a bucket in 0..buckets-1
 * @see J. Lamping, E. Veach (2014), A Fast, Minimal Memory, Consistent Hash Algorithm
 */
function jump(seed: bigint, buckets: number): number {
  let key = seed;
  let bucket = -1;
  for (let next = 0; next < buckets; ) {
    bucket = next;
    key = (key * MULTIPLIER + 1n) & MASK;
    next = Math.floor((bucket + 1) * (TWO_TO_31 / (Number(key >> 33n) + 1)));
  }
  return bucket;
}

import type { EpochMs } from '../../model/time.ts';

const DAY_MS = 86_400_000;

/** The mean of each time of day on each of the last days. */
export interface SeasonalTable {
  readonly bucketMs: number;
  readonly days: number;
  /** One day after the other, the day's number modulo `days` first; NaN: nothing seen. */
  readonly means: Float32Array;
  /** Days since 1970; -1 before the first sample. */
  day: number;
  /** The bucket of the newest sample, and how many samples it has. */
  bucket: number;
  inBucket: number;
}

export function newSeasonalTable(bucketMs: number, days: number): SeasonalTable {
  const means = new Float32Array(Math.ceil(DAY_MS / bucketMs) * days).fill(Number.NaN);
  return { bucketMs, days, means, day: -1, bucket: -1, inBucket: 0 };
}

/** @param atMs never before an earlier call's */
export function pushSeasonal(table: SeasonalTable, value: number, atMs: EpochMs): void {
  const day = Math.floor(atMs / DAY_MS);
  if (day !== table.day) forgetUntil(table, day);
  const bucket = bucketOf(table, atMs);
  table.inBucket = bucket === table.bucket ? table.inBucket + 1 : 1;
  table.bucket = bucket;
  const slot = slotOf(table, day, bucket);
  const mean = table.inBucket === 1 ? value : (table.means[slot] ?? value);
  table.means[slot] = mean + (value - mean) / table.inBucket;
}

/** The median of the same time of day, one bucket more on either side, over the earlier days; and how many know it. */
export function seasonalMedian(table: SeasonalTable, atMs: EpochMs): { median: number; days: number } {
  const today = Math.floor(atMs / DAY_MS);
  const bucket = bucketOf(table, atMs);
  const seen: number[] = [];
  let days = 0;
  // The table holds `table.days` days up to its newest sample's, and of these never today's.
  const oldest = Math.max(table.day, today) - table.days + 1;
  for (let day = oldest; day < today; day++) {
    if (day > table.day || day < 0) continue;
    const before = seen.length;
    for (let near = bucket - 1; near <= bucket + 1; near++) {
      const mean = table.means[slotOf(table, day, near)] ?? Number.NaN;
      if (!Number.isNaN(mean)) seen.push(mean);
    }
    if (seen.length > before) days++;
  }
  return { median: upperMedian(seen), days };
}

const bucketsOf = ({ means, days }: SeasonalTable): number => means.length / days;
const bucketOf = ({ bucketMs }: SeasonalTable, atMs: EpochMs): number => Math.floor((atMs % DAY_MS) / bucketMs);

/** A bucket before the day's first is its last: midnight is no edge. */
const slotOf = (table: SeasonalTable, day: number, bucket: number): number => {
  const buckets = bucketsOf(table);
  return (day % table.days) * buckets + ((bucket + buckets) % buckets);
};

function forgetUntil(table: SeasonalTable, day: number): void {
  const buckets = bucketsOf(table);
  for (let old = Math.max(table.day + 1, day - table.days + 1); old <= day; old++) {
    const first = (old % table.days) * buckets;
    table.means.fill(Number.NaN, first, first + buckets);
  }
  table.day = day;
  table.bucket = -1;
}

/** By insertion: a few tens of values, on the path of every sample. */
function upperMedian(values: number[]): number {
  for (let index = 1; index < values.length; index++) {
    const value = values[index] ?? 0;
    let at = index;
    for (; at > 0 && (values[at - 1] ?? 0) > value; at--) values[at] = values[at - 1] ?? 0;
    values[at] = value;
  }
  return values[values.length >> 1] ?? 0;
}

import type { FeatureName } from '../../model/feature.ts';
import type { EpochMs } from '../../model/time.ts';
import { isQuiet, type Trouble } from './quiet-times.ts';

/** One feature of one replica over time. */
export interface FeaturePoints {
  readonly feature: FeatureName;
  readonly points: readonly { readonly atMs: EpochMs; readonly value: number }[];
}

/**
 * What a service measured at each time, the highest of its replicas; NaN where nothing was measured.
 * @param columns features in the order of a row's values
 * @param troubles whose times are left out
 * @returns one row for each time of which there is anything, oldest first
 */
export function jointRows(
  histories: readonly FeaturePoints[],
  columns: readonly FeatureName[],
  troubles: readonly Trouble[],
): readonly (readonly number[])[] {
  const rows = new Map<EpochMs, number[]>();
  for (const { feature, points } of histories) {
    const column = columns.indexOf(feature);
    if (column === -1) continue;
    for (const { atMs, value } of points) {
      const row = rows.get(atMs) ?? columns.map(() => Number.NaN);
      const highest = row[column] as number;
      row[column] = Number.isNaN(highest) ? value : Math.max(highest, value);
      rows.set(atMs, row);
    }
  }
  return [...rows]
    .filter(([atMs]) => isQuiet(atMs, troubles))
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row);
}

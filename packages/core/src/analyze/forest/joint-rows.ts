import type { FeatureName, FeatureSample } from '../../model/feature.ts';
import type { EpochMs } from '../../model/time.ts';
import { serviceIdOf } from '../../monitor/service-view.ts';
import { isQuiet, type Trouble } from './quiet-times.ts';

/** One feature of one replica of a service over time. */
export interface ServiceHistory extends Pick<FeatureSample, 'service' | 'project' | 'feature'> {
  readonly points: readonly { readonly atMs: EpochMs; readonly value: number }[];
}

type JointRows = readonly (readonly number[])[];

/**
 * What each service of a host measured in quiet times.
 * @param columns features in the order of a row's values
 * @returns by `HOST/PROJECT/SERVICE` one row for each time of which there is anything, oldest first: the highest of the
 * replicas, and NaN where nothing was measured
 */
export function serviceRows(
  hostId: string,
  histories: readonly ServiceHistory[],
  columns: readonly FeatureName[],
  troubles: readonly Trouble[],
): ReadonlyMap<string, JointRows> {
  const services = Map.groupBy(histories, ({ project, service }) => serviceIdOf(hostId, project, service));
  return new Map([...services].map(([serviceId, own]) => [serviceId, jointRows(own, columns, troubles)]));
}

function jointRows(
  histories: readonly ServiceHistory[],
  columns: readonly FeatureName[],
  troubles: readonly Trouble[],
): JointRows {
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

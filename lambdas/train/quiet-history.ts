import { isQuiet, serviceIdOf } from '@ares/core';
import type { QuietHistory } from './baseline.ts';
import type { HostHistory } from './train-models.ts';

/** What was measured while nothing was the matter on the host: one sick service changes its neighbours too. */
export function quietHistory({ hostId, measured, troubles }: HostHistory): readonly QuietHistory[] {
  const ofServices = Map.groupBy(measured, ({ project, service, feature }) =>
    JSON.stringify([project, service, feature]),
  );
  return [...ofServices.values()].flatMap((replicas) => {
    const [first] = replicas;
    if (first === undefined) return [];
    const points = replicas.flatMap((replica) => replica.points).filter(({ atMs }) => isQuiet(atMs, troubles));
    const serviceId = serviceIdOf(hostId, first.project, first.service);
    return [{ serviceId, feature: first.feature, values: points.map(({ value }) => value) }];
  });
}

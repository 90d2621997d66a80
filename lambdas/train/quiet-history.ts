import type { FeatureHistory } from '@ares/adapters/prometheus';
import { isQuiet, serviceIdOf, type Trouble } from '@ares/core';
import type { QuietHistory } from './baseline.ts';

/** What was measured while nothing was the matter on the host: one sick service changes its neighbours too. */
export function quietHistory(
  hostId: string,
  history: readonly FeatureHistory[],
  troubles: readonly Trouble[],
): readonly QuietHistory[] {
  const ofServices = Map.groupBy(history, ({ project, service, feature }) =>
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

import type { FeatureHistory } from '@ares/adapters/prometheus';
import type { EpochMs } from '@ares/core';
import type { QuietHistory } from './baseline.ts';

/** A time in which a host was not itself. */
export interface Trouble {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** An incident casts its shadow before it is found and after it is over. */
const MARGIN_MS = 300_000;

/** What was measured while nothing was the matter on the host: one sick service changes its neighbours too. */
export function quietHistory(
  hostId: string,
  history: readonly FeatureHistory[],
  troubles: readonly Trouble[],
): readonly QuietHistory[] {
  const isQuiet = (atMs: EpochMs): boolean =>
    !troubles.some(({ fromMs, toMs }) => atMs >= fromMs - MARGIN_MS && atMs <= toMs + MARGIN_MS);
  const ofServices = Map.groupBy(history, ({ project, service, feature }) =>
    JSON.stringify([project, service, feature]),
  );
  return [...ofServices.values()].flatMap((replicas) => {
    const [first] = replicas;
    if (first === undefined) return [];
    const points = replicas.flatMap((replica) => replica.points).filter(({ atMs }) => isQuiet(atMs));
    const serviceId = `${hostId}/${first.project}/${first.service}`;
    return [{ serviceId, feature: first.feature, values: points.map(({ value }) => value) }];
  });
}

import type { SnapshotStore } from '@ares/adapters/aws';
import { trainedForestJson } from '@ares/adapters/isolation-forest';
import type { FeatureHistory } from '@ares/adapters/prometheus';
import {
  type EpochMs,
  type Log,
  modelled,
  type Referee,
  serviceRows,
  type TrainedForest,
  type Trouble,
  trainForest,
} from '@ares/core';
import { modelsSchema } from './snapshot-schema.ts';

export interface ModelTraining {
  readonly snapshots: SnapshotStore;
  readonly referee: Referee;
  readonly nowMs: EpochMs;
  readonly log: Log;
}

/** What a host measured, and when something was the matter on it. */
export interface HostHistory {
  readonly hostId: string;
  readonly measured: readonly FeatureHistory[];
  readonly troubles: readonly Trouble[];
}

/** A service that gave no model for so long is another one when it comes back. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000;

/**
 * Trains the joint models of a host's services, and stores them if one of them is taken. Row 42: where the new one
 * cannot be trusted, the last good one stays.
 * @param name of the host's snapshot
 */
export async function trainModels(
  training: ModelTraining,
  name: string,
  { hostId, measured, troubles }: HostHistory,
): Promise<void> {
  const { snapshots, referee, nowMs, log } = training;
  const last = await lastGood(training, name);
  const answers = [...serviceRows(hostId, measured, modelled, troubles)].map(([serviceId, rows]) =>
    trainForest({ serviceId, columns: modelled, rows, lastGood: last.get(serviceId), referee, nowMs }),
  );
  const refused = answers.flatMap((answer) => (answer.kind === 'refused' ? [answer] : []));
  const promoted = answers.flatMap((answer) => (answer.kind === 'promoted' ? [answer.trained] : []));
  for (const { serviceId, reason } of refused.slice(0, 1))
    log.warn('train.model.refused', { hostId, count: refused.length, first: { serviceId, reason } });
  if (promoted.length === 0) return;
  const known = [...last.values()].filter(({ trainedAtMs }) => nowMs - trainedAtMs < FORGOTTEN_MS);
  const inForce = new Map([...known, ...promoted].map((trained) => [trained.serviceId, trained]));
  await snapshots.put(name, { version: 1, models: [...inForce.values()].map(trainedForestJson) });
  log.info('train.models.completed', { hostId, promoted: promoted.length, refused: refused.length });
}

/** Row 43: a snapshot that cannot be read counts as none, and is told. */
async function lastGood({ snapshots, log }: ModelTraining, name: string): Promise<ReadonlyMap<string, TrainedForest>> {
  const last = await snapshots.get(name, modelsSchema);
  if (last.state === 'bad') log.warn('train.snapshot.bad', { snapshot: name, reason: last.reason });
  const models = last.state === 'good' ? last.value.models : [];
  return new Map(models.map((trained) => [trained.serviceId, trained]));
}

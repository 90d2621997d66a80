import { setImmediate } from 'node:timers/promises';
import { rankAgreement } from '@ares/adapters/isolation-forest';
import type { PrometheusHistory } from '@ares/adapters/prometheus';
import {
  type ForestTrained,
  type KnowledgeReader,
  type Log,
  modelled,
  serviceRows,
  trainForest,
  troubles,
} from '@ares/core';
import type { ModelFiles } from './model-files.ts';
import { repeat } from './repeat.ts';

export interface LocalTraining {
  readonly hostId: string;
  readonly history: PrometheusHistory;
  readonly reader: Pick<KnowledgeReader, 'incidents'>;
  readonly models: ModelFiles;
  readonly log: Log;
}

/** A day, so that nights and busy hours are known. */
const WINDOW_MS = 24 * 3_600_000;
/** After half an hour there are rows enough. */
const STEP_MS = 30_000;
const FIRST_MS = 30 * 60_000;
const EVERY_MS = 3_600_000;
const HISTORY_TIMEOUT_MS = 30_000;

/**
 * Trains the joint model of each service anew from what it measured while nothing was the matter; where the new one
 * cannot be trusted, the last good one stays.
 * @throws AresError METRICS_UNAVAILABLE, STORE_UNAVAILABLE
 */
export async function trainServices(training: LocalTraining): Promise<readonly ForestTrained[]> {
  const { hostId, history, reader, models, log } = training;
  const nowMs = Date.now();
  const fromMs = nowMs - WINDOW_MS;
  const incidents = (await troubles(reader, fromMs, nowMs)).get(hostId) ?? [];
  const measured = await history.read({ hostId }, { fromMs, toMs: nowMs, stepMs: STEP_MS }, HISTORY_TIMEOUT_MS);
  const answers: ForestTrained[] = [];
  for (const [serviceId, rows] of serviceRows(hostId, measured, modelled, incidents)) {
    const lastGood = await models.load(serviceId);
    const answer = trainForest({ serviceId, columns: modelled, rows, lastGood, referee: rankAgreement, nowMs });
    if (answer.kind === 'promoted') await models.save(answer.trained);
    else log.warn('train.refused', { serviceId, reason: answer.reason, kept: lastGood !== undefined });
    answers.push(answer);
    // The loop beside it need not wait for all services.
    await setImmediate();
  }
  const promoted = answers.filter(({ kind }) => kind === 'promoted').length;
  log.info('train.completed', { services: answers.length, promoted });
  return answers;
}

/** Trains after half an hour and then once an hour, beside the loop. */
export const startTraining = (training: LocalTraining): { stop(): Promise<void> } =>
  repeat(() => trainOrTell(training), { firstMs: FIRST_MS, everyMs: EVERY_MS });

async function trainOrTell(training: LocalTraining): Promise<void> {
  try {
    await trainServices(training);
  } catch (error) {
    training.log.warn('train.failed', { message: error instanceof Error ? error.message : String(error) });
  }
}

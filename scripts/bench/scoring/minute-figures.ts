import { fitForest, rowsOf } from '@ares/core';
import { judgeMinute } from '../../../packages/core/src/analyze/risk/judge-minute.ts';
import { learn } from '../../../packages/core/src/analyze/risk/learn.ts';
import { modelsFromBytes, modelsToBytes } from '../../../packages/core/src/analyze/risk/model-bytes.ts';
import {
  newServiceModel,
  type ServiceModel,
  usualRows,
} from '../../../packages/core/src/analyze/risk/service-model.ts';
import { shopMinute } from '../../../packages/core/src/analyze/risk/testing/shop-minutes.ts';
import type { Figures } from '../bench.ts';
import { cpuMs } from './cpu-ms.ts';

const SERVICES = 100;
/** All looks speak after two days; the memory of novelty fills for thirteen. */
const KNOWN_MINUTES = 13 * 1_440;
const ROUNDS = 10;
const LEARNS = 20;

/** What a tick costs in which every service has closed a minute, and what it costs to learn one of them anew. */
export function minuteFigures(): Figures {
  const services = knownServices();
  const learnMs = services.slice(0, LEARNS).map((model) => cpuMs(() => learn(model, model.learnt?.joint?.forest)));
  const tickMs = Array.from({ length: ROUNDS }, (_, round) =>
    cpuMs(() => {
      for (const [seed, model] of services.entries()) judgeMinute(model, shopMinute(KNOWN_MINUTES + round, seed), true);
    }),
  );
  return { 'minute.cpuMs': Math.min(...tickMs), 'learn.cpuMs': Math.min(...learnMs) };
}

/** One history, read back for each service, each with a forest of its own: as a process finds them after a restart. */
function knownServices(): readonly ServiceModel[] {
  const known = newServiceModel();
  for (let minute = 0; minute < KNOWN_MINUTES; minute += 1) judgeMinute(known, shopMinute(minute, 0), true);
  const bytes = modelsToBytes(new Map([['one', known]]));
  const rows = rowsOf(usualRows(known));
  return Array.from({ length: SERVICES }, (_, seed) => {
    const model = modelsFromBytes(bytes)?.get('one');
    if (model === undefined) throw new Error('what was written cannot be read');
    learn(model, fitForest(rows, { seed }));
    return model;
  });
}

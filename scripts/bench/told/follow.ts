import { fitForest, rowsOf } from '@ares/core';
import { judgeMinute } from '../../../packages/core/src/analyze/risk/judge-minute.ts';
import { isDue, learn } from '../../../packages/core/src/analyze/risk/learn.ts';
import { type ServiceModel, usualRows } from '../../../packages/core/src/analyze/risk/service-model.ts';
import { riskOf } from '../../../packages/core/src/knowledge/risk.ts';
import type { ServiceRisk } from '../../../packages/core/src/model/knowledge.ts';
import type { MinuteRow } from '../../../packages/core/src/model/minute-rows.ts';

/** Which way of looking at a minute speaks loudest. */
export type LookName = 'novelty' | 'witness' | 'forest';

/** A trouble that people are told of. */
export interface Told {
  readonly atMs: number;
  readonly symptom: string;
  readonly by: LookName;
  readonly words: string;
}

const DAY_ROWS = 1_440;

/** The whole way of minutes, as the loop goes it: judged, learnt from, counted, told. The forest is grown once a day. */
export function follow(model: ServiceModel, rows: readonly MinuteRow[], isQuiet = true): readonly Told[] {
  let risk: ServiceRisk | undefined;
  let [sinceGrown, forest] = [DAY_ROWS, model.learnt?.joint?.forest];
  return rows.flatMap((row) => {
    sinceGrown += 1;
    if (isDue(model)) {
      if (forest === undefined || sinceGrown > DAY_ROWS) {
        forest = fitForest(rowsOf(usualRows(model)), { seed: 1 });
        sinceGrown = 0;
      }
      learn(model, forest);
    }
    const opinion = judgeMinute(model, row, isQuiet);
    const wasRaised = risk?.raised ?? false;
    risk = riskOf(risk, opinion, true, row[0]).risk;
    if (risk === undefined || wasRaised || !risk.raised) return [];
    const words = risk.evidence[0]?.words ?? '';
    return [{ atMs: row[0], symptom: risk.symptom ?? '', by: lookOf(words), words }];
  });
}

/** Each look has its own words. */
function lookOf(words: string): LookName {
  if (words.includes('usual are')) return 'witness';
  return words.includes('seldom seen together') ? 'forest' : 'novelty';
}

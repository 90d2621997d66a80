import { countHit, type HysteresisRule } from '../analyze/thresholds/hysteresis.ts';
import type { ServiceRisk } from '../model/knowledge.ts';
import type { Opinion } from '../model/opinion.ts';
import type { EpochMs } from '../model/time.ts';

/** One quiet minute in a thousand reaches it. */
export const TOLD_FROM = 0.999;
/** Minutes: one alone is an outlier, and it is over when three in a row are usual again. */
const FOR_GOOD: HysteresisRule = { of: 3, raise: 2, clear: 0 };
/** Nobody knows any more. */
const STALE_MS = 300_000;

/**
 * Counts what the models said of one minute.
 * @param isQuiet while something graver is the matter, or a heal is on its way, theirs is no trouble of its own
 */
export function riskOf(
  before: ServiceRisk | undefined,
  opinion: Opinion | undefined,
  isQuiet: boolean,
  nowMs: EpochMs,
): { readonly risk?: ServiceRisk } {
  const isNew = opinion !== undefined && opinion.atMs > (before?.atMs ?? 0);
  const risk = isNew ? counted(before, opinion, isQuiet) : before;
  return risk && nowMs - risk.atMs <= STALE_MS ? { risk } : {};
}

function counted(before: ServiceRisk | undefined, opinion: Opinion, isQuiet: boolean): ServiceRisk {
  const isHit = isQuiet && opinion.risk >= TOLD_FROM && opinion.symptom !== undefined;
  const hysteresis = countHit(before, isHit, opinion.atMs, FOR_GOOD);
  // What was told stays until it is over.
  const { symptom, evidence } = hysteresis.raised && !isHit && before ? before : opinion;
  return { ...hysteresis, risk: opinion.risk, evidence, ...(symptom ? { symptom } : {}) };
}

import type { HostSignal } from '../model/knowledge.ts';
import type { Evidence, Verdict } from '../model/symptom.ts';
import type { EpochMs } from '../model/time.ts';

/** A metric of CloudWatch is of the last five minutes, and comes late. */
const FRESH_MS = 900_000;
const EVIDENCE_MAX = 5;

/**
 * Adds what others say against a host to the verdicts on it. It is never a symptom by itself: nothing is done because
 * of it alone, and nothing is left undone.
 */
export function withSignals(
  verdicts: readonly Verdict[],
  signals: readonly HostSignal[],
  nowMs: EpochMs,
): readonly Verdict[] {
  const bad = signals.filter((signal) => isBad(signal) && nowMs - signal.atMs <= FRESH_MS);
  if (bad.length === 0) return verdicts;
  return verdicts.map((verdict) => {
    const own = bad.filter(({ hostId }) => hostId === verdict.hostId).slice(0, EVIDENCE_MAX);
    return own.length === 0 ? verdict : { ...verdict, evidence: [...verdict.evidence, ...own.map(toEvidence)] };
  });
}

/** A failed status check of EC2, or an alarm of the team. */
const isBad = ({ name, value }: HostSignal): boolean =>
  value === 'ALARM' || (name.startsWith('StatusCheckFailed') && typeof value === 'number' && value > 0);

const toEvidence = ({ name, value, words, atMs }: HostSignal): Evidence => ({
  feature: `cloudwatch:${name}`,
  value,
  words,
  atMs,
  context: true,
});

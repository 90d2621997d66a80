import type { EpochMs } from '../../model/time.ts';
import { inUnit } from '../witness/in-unit.ts';
import { serviceMetrics } from '../witness/service-metrics.ts';
import type { WitnessModel } from '../witness/witness-model.ts';
import { type Witness, witnessRisk } from '../witness/witness-risk.ts';
import { type Look, type Reason, weighed } from './look.ts';
import type { Values } from './service-model.ts';

/**
 * What several metrics say together.
 * @param recent the newest minutes, oldest first
 */
export function witnessLook(model: WitnessModel, recent: readonly Values[], atMs: EpochMs): Look {
  const { score, witnesses } = witnessRisk(model, recent);
  const { cap } = model.tuning;
  const parts = () => weighed(witnesses, ({ deviation }) => Math.min(cap, Math.abs(deviation)) - 1);
  return { nats: score, reasons: () => parts().map((part) => toReason(part, atMs)) };
}

function toReason(witness: Witness & { readonly weight: number }, atMs: EpochMs): Reason {
  const { metric, value, expectedLow, expectedHigh, words, weight, deviation } = witness;
  const unit = serviceMetrics.find(({ name }) => name === metric)?.unit ?? 'ratio';
  const expected = `${inUnit(expectedLow, unit)} to ${inUnit(expectedHigh, unit)}`;
  return { feature: metric, value, expected, words, atMs, weight, isAbove: deviation > 0 };
}

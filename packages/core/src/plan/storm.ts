import type { Diagnosis } from '../localize/localize.ts';
import type { Fleet } from '../model/fleet.ts';
import type { EpochMs } from '../model/time.ts';

/**
 * Counts distinct unexplained roots, not sick services.
 * @returns until when to hold: pushed on while the storm lasts, the old value otherwise
 */
export function stormUntil(
  diagnoses: readonly Diagnosis[],
  fleet: Fleet,
  beforeMs: EpochMs | undefined,
): EpochMs | undefined {
  const { storm } = fleet.policy;
  const unexplained = diagnoses.filter((d) => d.verdict.weight === 'act' && !d.explainedBy);
  const roots = new Set(unexplained.map((d) => d.verdict.serviceId).filter((id) => fleet.views.has(id)));
  const raging = roots.size >= storm.rootsMin && roots.size > storm.share * fleet.views.size;
  return raging ? fleet.nowMs + storm.resumeMs : beforeMs;
}

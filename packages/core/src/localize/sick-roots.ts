import { isOfMetrics, type Verdict } from '../model/symptom.ts';
import { byName, type CallGraph, reachable } from './call-graph.ts';

/** Nothing on a host is well without it. */
export const isOfHost = ({ symptom }: Verdict): boolean => symptom === 'host-down';
/** What the host agent saw itself and the planner may act on; what rests on metrics is weighed as metrics. */
const isHard = ({ weight, symptom }: Verdict): boolean => weight === 'act' && !isOfMetrics(symptom);

/**
 * The verdicts that no other one explains, one for each service: of services that are positively sick, those that call
 * no sick one. Where sick ones call each other in a circle all of them are named. Dead before failing, then by name.
 */
export function sickRoots(verdicts: readonly Verdict[], calls: CallGraph): readonly Verdict[] {
  const hard = verdicts.filter(isHard).sort(byGravity);
  const sick = hard.filter((verdict, i) => hard.findIndex(({ serviceId }) => serviceId === verdict.serviceId) === i);
  return sick.filter((verdict) => isOfHost(verdict) || !sick.some((other) => explains(other, verdict, calls)));
}

function explains(root: Verdict, { serviceId }: Verdict, calls: CallGraph): boolean {
  const below = reachable(calls, serviceId).has(root.serviceId);
  return below && !reachable(calls, root.serviceId).has(serviceId);
}

const rank = (verdict: Verdict): number => (isOfHost(verdict) ? 0 : verdict.symptom === 'crash' ? 1 : 2);
const byGravity = (a: Verdict, b: Verdict): number =>
  rank(a) - rank(b) || byName(a.serviceId, b.serviceId) || b.riskScore - a.riskScore || byName(a.symptom, b.symptom);

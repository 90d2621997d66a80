import type { Verdict } from '../model/symptom.ts';
import { reachable } from './call-graph.ts';
import { metricRoots } from './metric-roots.ts';
import { type RankedRoot, type RootInput, type Roots, unique } from './roots.ts';
import { isOfHost, sickRoots } from './sick-roots.ts';

/**
 * Where trouble comes from, the surest first: what is positively sick, then what metrics speak of.
 * Deterministic, and the same in whichever order services, calls and verdicts come.
 */
export function rankRoots(input: RootInput): Roots {
  const sick = sickRoots(input.verdicts, input.calls).filter((verdict) => isPossible(verdict, input));
  const metrics = metricRoots(input);
  if (sick.length === 0) return metrics;
  return { kind: 'roots', roots: unique([...sick.map(toRoot), ...(metrics.kind === 'roots' ? metrics.roots : [])]) };
}

/** What the broken service neither is nor calls is not its root, unless it is the host. */
function isPossible(verdict: Verdict, { broken, calls }: RootInput): boolean {
  if (broken === undefined || isOfHost(verdict)) return true;
  const { serviceId } = verdict;
  return serviceId === broken.serviceId || reachable(calls, broken.serviceId).has(serviceId);
}

const toRoot = ({ serviceId, symptom, evidence }: Verdict): RankedRoot => ({
  serviceId,
  by: 'state',
  words: [symptom, ...evidence.filter(({ context }) => !context).map(({ words }) => words)].join('; '),
});

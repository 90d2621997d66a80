import { reachable } from './call-graph.ts';
import { rankByBlame } from './rank-by-blame.ts';
import { rankByEvidence, type Suspect } from './rank-by-evidence.ts';
import { type RankedRoot, type RootInput, type Roots, unique } from './roots.ts';
import { symptomSeries } from './service-rows.ts';

/** Below this the ranking is noise: no first rank of 150 quiet moments of Nezha reached it. */
const NAMED_FROM = 2;
/** A service that was measured in fewer rows is still starting. */
const KNOWN_ROWS_MIN = 15;

/** Whether enough speaks against a service, and enough is known of it, to name it. */
export function isNamed({ service, score }: Suspect, { services }: Pick<RootInput, 'services'>): boolean {
  const known = services.get(service)?.rows.filter((row) => row.some(Number.isFinite)) ?? [];
  return score >= NAMED_FROM && known.length >= KNOWN_ROWS_MIN;
}

/**
 * The roots that metrics speak of: by the blame for the objective that broke and by the evidence of each service's own
 * changes. Two looks that contradict each other name none: a wrong name costs more than a missing one.
 */
export function metricRoots(input: RootInput): Roots {
  const suspects = rankByEvidence(input).filter((suspect) => isPossible(suspect, input) && isNamed(suspect, input));
  const blamed = blameOf(input);
  const [root] = blamed;
  const rival = suspects.find((suspect) => root === undefined || !isExplained(suspect, root.serviceId, input));
  const roots = unique([...blamed, ...suspects.map(toRoot)]);
  if (roots.length === 0) return { kind: 'none', reason: 'no service changed enough to be named' };
  if (root === undefined || rival === undefined || rival.service === root.serviceId) return { kind: 'roots', roots };
  const reason = `most of the trouble stays with ${root.serviceId}, but ${rival.service} changed most by itself: too unsure to name one`;
  return { kind: 'none', reason };
}

/** What the broken service neither is nor calls is not its root. */
const isPossible = ({ service }: Suspect, { broken, calls }: RootInput): boolean =>
  broken === undefined || service === broken.serviceId || reachable(calls, broken.serviceId).has(service);

/** A caller of the root that does no more than before itself shows what it suffers. */
const isExplained = ({ service, reasons }: Suspect, root: string, { calls }: RootInput): boolean =>
  service !== root && reachable(calls, service).has(root) && reasons.every(({ kind }) => kind !== 'resources');

function blameOf({ broken, services, calls }: RootInput): readonly RankedRoot[] {
  if (broken === undefined) return [];
  const { serviceId: target, family } = broken;
  const series = new Map([...services].map(([service, rows]) => [service, symptomSeries(rows, family)]));
  const found = rankByBlame({ target, calls, series, unit: family === 'errors' ? 'ratio' : 's' });
  if (found.kind === 'none') return [];
  return found.roots.map(({ service, words }) => ({ serviceId: service, by: 'objective', words }));
}

const toRoot = ({ service, reasons }: Suspect): RankedRoot => ({
  serviceId: service,
  by: 'metrics',
  words: reasons.map(({ words }) => words).join('; '),
});

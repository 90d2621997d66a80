import type { Verdict } from '../model/symptom.ts';
import { type CallGraph, reachable } from './call-graph.ts';
import type { ServiceRows } from './changes.ts';
import { type Blame, rankByBlame } from './rank-by-blame.ts';
import { rankByEvidence, type Suspect } from './rank-by-evidence.ts';
import { symptomSeries } from './service-rows.ts';
import { sickRoots } from './sick-roots.ts';

export interface RootInput {
  /** By service id, on one clock; a service without metrics may be absent. */
  readonly services: ReadonlyMap<string, ServiceRows>;
  readonly calls: CallGraph;
  /** Of this tick; those that rest on what the host agent saw come before all metrics. */
  readonly verdicts: readonly Verdict[];
  /** The service whose users complain, where there is one, and of what. */
  readonly broken?: { readonly serviceId: string; readonly family: 'server-latency' | 'errors' };
}

export interface RankedRoot {
  readonly serviceId: string;
  /** What speaks against it: its state, the objective that broke, or how its own metrics changed. */
  readonly by: 'state' | 'objective' | 'metrics';
  readonly words: string;
}

/** The first root is the one that is named; the others follow in the order in which to look at them. */
export type Roots =
  | { readonly kind: 'roots'; readonly roots: readonly RankedRoot[] }
  | { readonly kind: 'none'; readonly reason: string };

/** Below this the ranking is noise: no first rank of 150 quiet moments of Nezha reached it. */
const NAMED_FROM = 2;
/** A service that was measured in fewer rows is still starting. */
const KNOWN_ROWS_MIN = 15;

/**
 * Where trouble comes from. What is positively sick comes first; then metrics, where two independent looks, the blame
 * for the objective that broke and the evidence of each service's own changes, must not contradict each other.
 */
export function rankRoots(input: RootInput): Roots {
  const suspects = within(input, rankByEvidence(input), ({ service }) => service);
  const metrics = agreed(blameOf(input), rootsOf(suspects, input));
  const sick = within(input, sickRoots(input.verdicts, input.calls), ({ serviceId }) => serviceId).map(toRoot);
  if (sick.length === 0) return metrics;
  return { kind: 'roots', roots: unique([...sick, ...(metrics.kind === 'roots' ? metrics.roots : [])]) };
}

/** What the broken service neither is nor calls is not its root, unless it is the host. */
function within<T>({ broken, calls, verdicts }: RootInput, found: readonly T[], idOf: (item: T) => string) {
  if (broken === undefined) return found;
  const hosts = verdicts.filter(({ symptom }) => symptom === 'host-down').map(({ serviceId }) => serviceId);
  const possible = new Set([broken.serviceId, ...reachable(calls, broken.serviceId), ...hosts]);
  return found.filter((item) => possible.has(idOf(item)));
}

const toRoot = ({ serviceId, symptom, evidence }: Verdict): RankedRoot => ({
  serviceId,
  by: 'state',
  words: [symptom, ...evidence.filter(({ context }) => !context).map(({ words }) => words)].join('; '),
});

function blameOf({ broken, services, calls }: RootInput): Roots | undefined {
  if (broken === undefined) return undefined;
  const { serviceId: target, family } = broken;
  const series = new Map([...services].map(([service, rows]) => [service, symptomSeries(rows, family)]));
  const found: Blame = rankByBlame({ target, calls, series, unit: family === 'errors' ? 'ratio' : 's' });
  if (found.kind === 'none') return found;
  const roots = found.roots.map(({ service, words }): RankedRoot => ({ serviceId: service, by: 'objective', words }));
  return { kind: 'roots', roots };
}

/** Whether enough speaks against a service, and enough is known of it, to name it. */
export function isNamed({ service, score }: Suspect, { services }: Pick<RootInput, 'services'>): boolean {
  const known = services.get(service)?.rows.filter((row) => row.some(Number.isFinite)) ?? [];
  return score >= NAMED_FROM && known.length >= KNOWN_ROWS_MIN;
}

function rootsOf(suspects: readonly Suspect[], input: RootInput): Roots {
  const named = suspects.filter((suspect) => isNamed(suspect, input));
  if (named.length === 0) return { kind: 'none', reason: 'no service changed enough to be named' };
  const roots = named.map(
    ({ service, reasons }): RankedRoot => ({
      serviceId: service,
      by: 'metrics',
      words: reasons.map(({ words }) => words).join('; '),
    }),
  );
  return { kind: 'roots', roots };
}

/** Two looks that name different roots name none: a wrong name costs more than a missing one. */
function agreed(blamed: Roots | undefined, suspected: Roots): Roots {
  if (blamed === undefined || blamed.kind === 'none') return suspected;
  if (suspected.kind === 'none') return blamed;
  const [blame, suspect] = [blamed.roots[0]?.serviceId, suspected.roots[0]?.serviceId];
  if (blame === suspect) return { kind: 'roots', roots: unique([...blamed.roots, ...suspected.roots]) };
  const reason = `most of the trouble stays with ${blame}, but ${suspect} changed most by itself: too unsure to name one`;
  return { kind: 'none', reason };
}

/** Each service once, with everything that speaks against it. */
function unique(roots: readonly RankedRoot[]): readonly RankedRoot[] {
  const groups = Map.groupBy(roots, ({ serviceId }) => serviceId);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, words: [first.words, ...others.map(({ words }) => words)].join('; ') }] : [],
  );
}

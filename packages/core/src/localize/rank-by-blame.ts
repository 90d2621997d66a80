import { inUnit } from '../analyze/witness/in-unit.ts';
import type { MetricSpec } from '../analyze/witness/metric-spec.ts';
import { deviation, referenceOf } from '../analyze/witness/reference.ts';
import { median } from '../analyze/witness/robust.ts';
import { byName, type CallGraph, inOrder } from './call-graph.ts';
import { type Span, type SymptomSeries, troubleSpan } from './trouble-span.ts';

export interface BlameInput {
  /** The service whose objective broke. */
  readonly target: string;
  readonly calls: CallGraph;
  readonly series: ReadonlyMap<string, SymptomSeries>;
  /** Of the series: seconds, or a share of failed requests. */
  readonly unit: Extract<MetricSpec['unit'], 's' | 'ratio'>;
}

export interface Blamed {
  readonly service: string;
  /** Share of the target's trouble that stays with this service, 0..1. */
  readonly blame: number;
  readonly words: string;
}

export type Blame =
  | { readonly kind: 'roots'; readonly roots: readonly Blamed[] }
  | { readonly kind: 'none'; readonly reason: string };

export interface BlameTuning {
  readonly changed: number;
  readonly targetChanged: number;
  readonly claim: number;
}

export const blameTuning: BlameTuning = {
  /** A service has changed from here on, in units of its usual spread. */
  changed: 4,
  /** The target needs less: its alarm has already said that it is not well. */
  targetChanged: 0,
  /** A callee that accounts for less of its caller's trouble explains nothing. */
  claim: 0.25,
};

/** With fewer usual samples nothing is blamed. */
const SAMPLES_MIN = 8;
/** No spread is less: two milliseconds, or two requests of a thousand. */
const SPREAD_MIN = 0.002;

interface Change {
  readonly before: number;
  readonly after: number;
  readonly deviation: number;
  /** Additional seconds, or additional failed requests, a row; NaN where requests were not counted. */
  readonly volume: number;
}
type Changes = ReadonlyMap<string, Change | undefined>;

/**
 * The trouble of the target is handed down the call graph. A callee takes as much of it as its own change accounts for:
 * additional seconds (or errors) times its calls, against those of its caller. What nobody below accounts for stays.
 */
export function rankByBlame(input: BlameInput, tuning: BlameTuning = blameTuning): Blame {
  const { target } = input;
  const none = (reason: string): Blame => ({ kind: 'none', reason });
  const series = input.series.get(target);
  const span = series && troubleSpan(series);
  if (span === undefined) return none(`${target} has too few samples`);
  const changes: Changes = new Map([...input.series].map(([service, s]) => [service, changeIn(s, span)]));
  const own = changes.get(target);
  if (own === undefined) return none(`${target} has too few samples`);
  if (own.deviation < tuning.targetChanged) return none(`${target} itself did not change`);
  const roots = [...handDown(target, inOrder(input.calls), changes, tuning)]
    .filter(([, blame]) => blame > 0)
    .map(([service, blame]) => ({ service, blame, words: wordsOf(changes.get(service), blame, input) }))
    .sort((a, b) => b.blame - a.blame || byName(a.service, b.service));
  if (roots[0]?.service === target && own.deviation < tuning.changed)
    return none(`nothing that ${target} calls changed, and it did little itself`);
  return { kind: 'roots', roots };
}

function changeIn({ normal, recent, requests }: SymptomSeries, { from, to }: Span): Change | undefined {
  const after = median(recent.slice(from, to));
  const usual = normal.filter(Number.isFinite);
  const reference = referenceOf(usual, { tail: 0.95, floor: SPREAD_MIN });
  if (reference === undefined || usual.length < SAMPLES_MIN || Number.isNaN(after)) return undefined;
  const earlier = median(recent.slice(0, from));
  // Both against the usual and against just before: a level that moved long ago is no news.
  const before = Number.isFinite(earlier) ? Math.max(earlier, reference.median) : reference.median;
  const scaled = deviation(reference.median + (after - before), reference);
  return { before, after, deviation: scaled, volume: (after - before) * median(requests.slice(from, to)) };
}

/** Crumbs are not followed: the work stays bounded in graphs of many paths. */
const SHARE_MIN = 0.01;

function handDown(target: string, calls: CallGraph, changes: Changes, tuning: BlameTuning) {
  const kept = new Map<string, number>();
  const keep = (service: string, share: number): void => void kept.set(service, (kept.get(service) ?? 0) + share);
  const visit = (service: string, share: number, path: readonly string[]): void => {
    const followed = share < SHARE_MIN ? [] : (calls.get(service) ?? []);
    const callees = followed.filter((callee) => !path.includes(callee));
    const claims = callees
      .map((callee) => ({ callee, claim: claimOf(changes.get(callee), changes.get(service), tuning) }))
      .filter(({ claim }) => claim > 0);
    const sum = claims.reduce((a, { claim }) => a + claim, 0);
    const given = Math.min(1, sum);
    for (const { callee, claim } of claims) visit(callee, (share * given * claim) / sum, [...path, service]);
    keep(service, share * (1 - given));
  };
  visit(target, 1, []);
  return kept;
}

/** How much of its caller's trouble a callee accounts for; all of it where its calls were not counted. */
function claimOf(callee: Change | undefined, caller: Change | undefined, tuning: BlameTuning): number {
  if (callee === undefined || callee.deviation < tuning.changed) return 0;
  const callers = caller?.volume ?? Number.NaN;
  if (Number.isNaN(callee.volume) || Number.isNaN(callers)) return 1;
  const share = callee.volume / callers;
  return share >= tuning.claim ? Math.min(1, share) : 0;
}

const wordsOf = (change: Change | undefined, share: number, { target, unit }: BlameInput): string =>
  change
    ? `${inUnit(share, 'ratio')} of the trouble of ${target} stays here: from ${inUnit(change.before, unit)} to ${inUnit(change.after, unit)}, ${change.deviation.toFixed(1)} times the usual spread`
    : '';

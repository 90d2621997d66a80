import { type Blame, type BlameTuning, rankByBlame } from '../../../../packages/core/src/localize/rank-by-blame.ts';
import type { SymptomSeries } from '../../../../packages/core/src/localize/trouble-span.ts';
import { farthest } from '../n-sigma.ts';
import { columnOf, type MetricTable, nodesOf, type PetshopCase, type Scenario, type Symptom } from './load-petshop.ts';
import { quietWindows } from './quiet-windows.ts';

/** Components that keep blame, the most of it first, for each case; none where no root is named. */
export const blameRanks = (cases: readonly PetshopCase[], tuning?: BlameTuning): readonly (readonly string[])[] =>
  cases.map(({ target, scenario, recent }) => {
    const found = blameFor(target, scenario, recent, tuning);
    return found.kind === 'roots' ? found.roots.map(({ service }) => service) : [];
  });

/** Rows of a fault's table before the alarm. */
const ALARM_ROW = 2;

/** The peer: components but the target by the largest distance of its metric, with an alarm that is rows late. */
export const nSigmaRanks = (cases: readonly PetshopCase[], lateRows = 0): readonly (readonly string[])[] =>
  cases.map(({ target, scenario: { normal }, recent }) => {
    const alarm = ALARM_ROW + lateRows;
    const scored = nodesOf(normal).map((node) => {
      const values = columnOf(recent, node, target.metric);
      const before = [...columnOf(normal, node, target.metric), ...values.slice(0, alarm)];
      return { node, score: farthest(values.slice(alarm), before) };
    });
    const others = scored.filter(({ node }) => node !== target.node).sort((a, b) => b.score - a.score);
    return others.map(({ node }) => node);
  });

/** Share of windows of normal operation in which no root is named; only rows before a window count as usual. */
export function specificity(cases: readonly PetshopCase[], tuning?: BlameTuning): number {
  const asked = quietWindows(cases).map(({ target, past, recent }) => blameFor(target, past, recent, tuning));
  return asked.filter(({ kind }) => kind === 'none').length / asked.length;
}

function blameFor(
  { node: target, metric }: PetshopCase['target'],
  { calls, normal }: Scenario,
  recent: MetricTable,
  tuning?: BlameTuning,
): Blame {
  const series = nodesOf(normal).map((node): [string, SymptomSeries] => {
    const of = (table: MetricTable) => toSymptom(columnOf(table, node, metric), metric);
    return [node, { normal: of(normal), recent: of(recent), requests: columnOf(recent, node, 'requests') }];
  });
  return rankByBlame({ target, calls, unit: metric === 'latency' ? 's' : 'ratio', series: new Map(series) }, tuning);
}

/** Availability in percent becomes a share of failed requests; latency stays in seconds. */
const toSymptom = (values: readonly number[], metric: Symptom): readonly number[] =>
  metric === 'availability' ? values.map((percent) => (100 - percent) / 100) : values;

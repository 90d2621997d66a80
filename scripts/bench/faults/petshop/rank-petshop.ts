import { type Blame, type BlameTuning, rankByBlame } from '../../../../packages/core/src/localize/rank-by-blame.ts';
import type { SymptomSeries } from '../../../../packages/core/src/localize/trouble-span.ts';
import { farthest } from '../n-sigma.ts';
import { columnOf, type MetricTable, nodesOf, type Petshop, type Symptom, sliceOf } from './load-petshop.ts';

interface Question {
  readonly node: string;
  readonly metric: Symptom;
  readonly recent: MetricTable;
  readonly normal: MetricTable;
}

/** Components that keep blame, the most of it first, for each case; none where no root is named. */
export const blameRanks = (data: Petshop, tuning?: BlameTuning): readonly (readonly string[])[] =>
  questionsOf(data).map((question) => {
    const found = blameFor(data, question, tuning);
    return found.kind === 'roots' ? found.roots.map(({ service }) => service) : [];
  });

/** Rows of a fault's table before the alarm. */
const ALARM_ROW = 2;

/** The peer: components but the target by the largest distance of its metric, with an alarm that is rows late. */
export const nSigmaRanks = (data: Petshop, lateRows = 0): readonly (readonly string[])[] =>
  questionsOf(data).map(({ node: target, metric, recent, normal }) => {
    const alarm = ALARM_ROW + lateRows;
    const scored = nodesOf(normal).map((node) => {
      const values = columnOf(recent, node, metric);
      const before = [...columnOf(normal, node, metric), ...values.slice(0, alarm)];
      return { node, score: farthest(values.slice(alarm), before) };
    });
    const others = scored.filter(({ node }) => node !== target).sort((a, b) => b.score - a.score);
    return others.map(({ node }) => node);
  });

const WARM_UP_ROWS = 288;
const WINDOW_ROWS = 5;
/** What users see of the application. */
const ENTRY = 'PetSite';

/** Share of windows of normal operation in which no root is named; only rows before a window count as usual. */
export function specificity(data: Petshop, tuning?: BlameTuning): number {
  const windows = Math.max(0, data.normal.rows - WARM_UP_ROWS - WINDOW_ROWS + 1);
  const named = Array.from({ length: windows }, (_, i) => WARM_UP_ROWS + i).flatMap((from) => {
    const [recent, normal] = [sliceOf(data.normal, from, from + WINDOW_ROWS), sliceOf(data.normal, 0, from)];
    const metrics = ['latency', 'availability'] as const;
    return metrics.map((metric) => blameFor(data, { node: ENTRY, metric, recent, normal }, tuning).kind === 'roots');
  });
  return named.filter((isNamed) => !isNamed).length / named.length;
}

const questionsOf = ({ cases, faulty, normal }: Petshop): readonly Question[] =>
  cases.map(({ case: name, target: { node, metric } }) => {
    const recent = faulty.get(name);
    if (recent === undefined) throw new Error(`${name} has no metrics`);
    return { node, metric, recent, normal };
  });

function blameFor({ calls }: Petshop, { node: target, metric, recent, normal }: Question, tuning?: BlameTuning): Blame {
  const series = nodesOf(normal).map((node): [string, SymptomSeries] => {
    const of = (table: MetricTable) => toSymptom(columnOf(table, node, metric), metric);
    return [node, { normal: of(normal), recent: of(recent), requests: columnOf(recent, node, 'requests') }];
  });
  return rankByBlame({ target, calls, unit: metric === 'latency' ? 's' : 'ratio', series: new Map(series) }, tuning);
}

/** Availability in percent becomes a share of failed requests; latency stays in seconds. */
const toSymptom = (values: readonly number[], metric: Symptom): readonly number[] =>
  metric === 'availability' ? values.map((percent) => (100 - percent) / 100) : values;

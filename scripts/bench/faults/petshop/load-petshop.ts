import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallGraph } from '../../../../packages/core/src/localize/call-graph.ts';

export type Symptom = 'latency' | 'availability';

export interface MetricTable {
  readonly rows: number;
  /** `node|metric|statistic` → one value a row; NaN = no sample. */
  readonly series: ReadonlyMap<string, readonly number[]>;
}

/** One way of running the application: who calls whom, and its metrics while all was well. */
export interface Scenario {
  readonly calls: CallGraph;
  readonly normal: MetricTable;
}

export interface PetshopCase {
  /** Its folder, the first part of which is its scenario's. */
  readonly name: string;
  /** The service whose objective broke, and which. */
  readonly target: { readonly node: string; readonly metric: Symptom };
  /** The answer, for the scorer only. */
  readonly root: string;
  readonly scenario: Scenario;
  /** The rows around the fault. */
  readonly recent: MetricTable;
}

/** As `cases.json` lists them. */
interface Listed {
  readonly case: string;
  readonly target: PetshopCase['target'];
  readonly root_cause: string;
}

/** @throws Error that says what is missing where */
export function loadPetshop(dir: string): readonly PetshopCase[] {
  const list = join(dir, 'cases.json');
  if (!existsSync(list)) throw new Error(`there is no ${list}`);
  const listed = JSON.parse(readFileSync(list, 'utf8')) as readonly Listed[];
  return [...Map.groupBy(listed, (c) => c.case.split('/')[0] ?? '')].flatMap(([folder, cases]) => {
    const calls = parseGraph(linesOf(join(dir, folder, 'graph.csv')));
    const scenario = { calls, normal: parseTable(linesOf(join(dir, folder, 'noissue', 'metrics.csv'))) };
    return cases.map(({ case: name, target, root_cause: root }) => {
      const recent = parseTable(linesOf(join(dir, name, 'metrics.csv')));
      return { name, target, root, scenario, recent };
    });
  });
}

export const nodesOf = ({ series }: MetricTable): readonly string[] => [
  ...new Set([...series.keys()].map((key) => key.split('|')[0] ?? '')),
];

/** One metric of one node; gaps only where it was not measured. */
export const columnOf = ({ rows, series }: MetricTable, node: string, metric: Symptom | 'requests') =>
  series.get(`${node}|${metric}|${metric === 'requests' ? 'Sum' : 'Average'}`) ?? Array<number>(rows).fill(Number.NaN);

export const sliceOf = ({ series }: MetricTable, from: number, to: number): MetricTable => ({
  rows: to - from,
  series: new Map([...series].map(([key, values]) => [key, values.slice(from, to)])),
});

const linesOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace('\r', '').split(','));

/** A matrix: the row calls the column. */
function parseGraph([head = [], ...lines]: readonly (readonly string[])[]): CallGraph {
  const callees = (line: readonly string[]): string[] => head.filter((_, j) => j > 0 && Number(line[j]) > 0);
  return new Map(lines.map((line) => [line[0] ?? '', callees(line)]));
}

/** Node, metric and statistic are three lines of heads; the fourth only names the index. */
function parseTable([
  nodes = [],
  metrics = [],
  statistics = [],
  ,
  ...lines
]: readonly (readonly string[])[]): MetricTable {
  const number = (cell: string | undefined): number => (cell ? Number(cell) : Number.NaN);
  const series = nodes.map((node, j): [string, readonly number[]] => [
    `${node}|${metrics[j]}|${statistics[j]}`,
    lines.map((line) => number(line[j])),
  ]);
  return { rows: lines.length, series: new Map(series.slice(1)) };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../../../../packages/core/src/analyze/witness/witness-model.ts';
import type { CallGraph } from '../../../../packages/core/src/localize/call-graph.ts';
import { nezhaMetrics } from './nezha-metrics.ts';

export interface Fault {
  /** Unix seconds. */
  readonly t: number;
  /** The pod that it was injected into. */
  readonly service: string;
  readonly type: string;
}

export interface PodTable {
  /** Unix seconds, one a row. */
  readonly t: readonly number[];
  /** In the order of `nezhaMetrics`. */
  readonly rows: readonly Row[];
}

export interface Nezha {
  readonly pods: Readonly<Record<string, PodTable>>;
  readonly faults: readonly Fault[];
  /** Of pods only. */
  readonly calls: CallGraph;
}

/** What users of the entry service saw; no pod. */
const NO_POD = 'frontend-slo.csv';

/** @throws Error that says what is missing where */
export function loadNezha(dir: string): Nezha {
  if (!existsSync(join(dir, 'faults.json'))) throw new Error(`there is no ${join(dir, 'faults.json')}`);
  const files = readdirSync(join(dir, 'metrics')).filter((file) => file.endsWith('.csv') && file !== NO_POD);
  const pods = Object.fromEntries(files.sort().map((f) => [f.slice(0, -4), parsePod(linesOf(dir, 'metrics', f))]));
  const faults = JSON.parse(readFileSync(join(dir, 'faults.json'), 'utf8')) as readonly Fault[];
  return { pods, faults, calls: parseCalls(linesOf(dir, 'dependency.csv'), pods) };
}

const linesOf = (...path: string[]): readonly (readonly string[])[] =>
  readFileSync(join(...path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));

function parsePod([head = [], ...lines]: readonly (readonly string[])[]): PodTable {
  const at = nezhaMetrics.map(({ name }) => head.indexOf(name));
  const number = (cell: string | undefined): number => (cell ? Number(cell) : Number.NaN);
  return { t: lines.map(([t]) => Number(t)), rows: lines.map((line) => at.map((j) => number(line[j]))) };
}

function parseCalls(lines: readonly (readonly string[])[], pods: Nezha['pods']): CallGraph {
  const calls = lines.filter(([from = '', to = '']) => from in pods && to in pods);
  const grouped = Map.groupBy(calls, ([from = '']) => from);
  return new Map([...grouped].map(([from, edges]) => [from, edges.map(([, to = '']) => to)]));
}

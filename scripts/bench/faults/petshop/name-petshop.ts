import type { MetricSpec } from '../../../../packages/core/src/analyze/witness/metric-spec.ts';
import type { ServiceRows } from '../../../../packages/core/src/localize/changes.ts';
import { rankRoots } from '../../../../packages/core/src/localize/rank-roots.ts';
import type { Roots } from '../../../../packages/core/src/localize/roots.ts';
import type { Figures } from '../../bench.ts';
import { columnOf, type MetricTable, nodesOf, type PetshopCase, type Scenario } from './load-petshop.ts';
import { quietWindows } from './quiet-windows.ts';

const specs: readonly MetricSpec[] = [
  { name: 'latency', family: 'server-latency', unit: 's', negligible: 0.01 },
  { name: 'failed', family: 'errors', unit: 'ratio', negligible: 0.01 },
  { name: 'requests', family: 'load', unit: '/s', negligible: 0.5 },
];
const ROW_S = 300;

/** What the loop would name: both looks together, with ten hours of history. */
export function namingFigures(cases: readonly PetshopCase[]): Figures {
  const found = cases.map(({ target, scenario, recent, root }) => ({ root, ...rootFor(target, scenario, recent) }));
  const named = found.filter(({ first }) => first !== undefined);
  const quiet = quietWindows(cases).map(({ target, past, recent }) => rootFor(target, past, recent));
  return {
    'petshop.named': named.length,
    'petshop.namedRight': named.filter(({ first, root }) => first === root).length,
    'petshop.quietUnnamedShare': quiet.filter(({ first }) => first === undefined).length / quiet.length,
  };
}

function rootFor({ node: serviceId, metric }: PetshopCase['target'], { calls, normal }: Scenario, recent: MetricTable) {
  const services = new Map(nodesOf(normal).map((node) => [node, rowsOf(node, normal, recent)]));
  const family = metric === 'latency' ? 'server-latency' : 'errors';
  const found: Roots = rankRoots({ services, calls, verdicts: [], broken: { serviceId, family } });
  return { first: found.kind === 'roots' ? found.roots[0]?.serviceId : undefined };
}

const HISTORY_ROWS = 120;

function rowsOf(node: string, normal: MetricTable, recent: MetricTable): ServiceRows {
  const column = (metric: Parameters<typeof columnOf>[2]): readonly number[] => [
    ...columnOf(normal, node, metric).slice(-HISTORY_ROWS),
    ...columnOf(recent, node, metric),
  ];
  const [latency, available, requests] = [column('latency'), column('availability'), column('requests')];
  const at = (values: readonly number[], i: number): number => values[i] ?? Number.NaN;
  const rows = latency.map((seconds, i) => [seconds, 1 - at(available, i) / 100, at(requests, i) / ROW_S]);
  return { specs, rows };
}

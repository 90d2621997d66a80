import { compared } from '../analyze/witness/compared.ts';
import { type Family, families } from '../analyze/witness/metric-spec.ts';
import { byName, type CallGraph, inOrder } from './call-graph.ts';
import { type Changes, changesOf, fall, rise, type ServiceRows } from './changes.ts';
import { findOnset } from './find-onset.ts';

const kinds = ['resources', 'slow', 'fails', 'awaited', 'starves'] as const;
export type EvidenceKind = (typeof kinds)[number];

export interface Suspect {
  readonly service: string;
  readonly score: number;
  /** All that changed in it, whatever that means. */
  readonly total: number;
  /** The weightiest first; the weights add up to the score. */
  readonly reasons: readonly { readonly kind: EvidenceKind; readonly weight: number; readonly words: string }[];
}

/** Evidence seen at a neighbour is worth half of one's own. */
const NEIGHBOUR = 0.5;

export interface EvidenceInput {
  readonly services: ReadonlyMap<string, ServiceRows>;
  readonly calls: CallGraph;
  /** How many of the newest rows are since the onset, where that is known; else it is looked for. */
  readonly rowsSince?: number;
  /** Kinds of evidence to leave out, to measure what each is worth. */
  readonly without?: readonly EvidenceKind[];
}

/** Ranks all services by what speaks against them, then by how much changed in them. Empty where nothing changed. */
export function rankByEvidence({ services, calls, rowsSince, without = [] }: EvidenceInput): readonly Suspect[] {
  const names = [...services.keys()].sort(byName);
  const onset = rowsSince ?? findOnset(names.flatMap((name) => services.get(name) ?? []));
  if (onset === undefined) return [];
  const changes = new Map([...services].map(([name, rows]) => [name, changesOf(rows, onset)]));
  const graph = inOrder(calls);
  return names
    .map((service) => suspectOf(around(service, changes, graph), without))
    .sort((a, b) => b.score - a.score || b.total - a.total || byName(a.service, b.service));
}

/** One service with its neighbours. */
interface Scene {
  readonly service: string;
  readonly own: Changes;
  readonly callees: readonly Changes[];
  readonly callers: readonly Changes[];
}

function around(service: string, changes: ReadonlyMap<string, Changes>, calls: CallGraph): Scene {
  const of = (names: readonly string[]): Changes[] => names.flatMap((name) => changes.get(name) ?? []);
  const callers = [...calls].filter(([, to]) => to.includes(service)).map(([from]) => from);
  const own = changes.get(service) ?? {};
  return { service, own, callees: of(calls.get(service) ?? []), callers: of(callers) };
}

function suspectOf(scene: Scene, without: readonly EvidenceKind[]): Suspect {
  const { service, own } = scene;
  const reasons = kinds
    .filter((kind) => !without.includes(kind))
    .map((kind) => ({ kind, ...evidence[kind](scene) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const total = families.reduce((sum, family) => sum + Math.abs(own[family]?.deviation ?? 0), 0);
  return { service, score: reasons.reduce((sum, { weight }) => sum + weight, 0), total, reasons };
}

type Weighed = Omit<Suspect['reasons'][number], 'kind'>;

const evidence: Readonly<Record<EvidenceKind, (scene: Scene) => Weighed>> = {
  /** More of everything, but less memory too: a process that restarted. Less work is what a victim shows. */
  resources: ({ own }) => {
    const used = (['cpu', 'memory', 'syscalls', 'network'] as const)
      .map((family) => ({ family, weight: rise(own, family) + (family === 'memory' ? fall(own, family) : 0) }))
      .filter(({ weight }) => weight > 0);
    return {
      weight: used.reduce((sum, { weight }) => sum + weight, 0),
      words: used.map(({ family }) => said(own, family)).join('; '),
    };
  },
  slow: (scene) => beyondCallees(scene, 'server-latency'),
  fails: (scene) => beyondCallees(scene, 'errors'),
  awaited: ({ callers }) => ({
    weight: NEIGHBOUR * mean(callers.map((caller) => rise(caller, 'client-latency'))),
    words: 'its callers wait longer for what they call',
  }),
  starves: ({ callees }) => ({
    weight: NEIGHBOUR * mean(callees.map((callee) => Math.max(fall(callee, 'load'), fall(callee, 'syscalls')))),
    words: 'what it calls gets less to do than before',
  }),
};

/** What a service shows more than anything that it calls is its own. */
function beyondCallees({ own, callees }: Scene, family: Family): Weighed {
  const weight = Math.max(0, rise(own, family) - Math.max(0, ...callees.map((callee) => rise(callee, family))));
  const others = callees.length === 0 ? '' : ', and nothing measured that it calls rose as much';
  return { weight, words: `${said(own, family)}${others}` };
}

const names: Readonly<Record<Family, string>> = {
  cpu: 'processor time',
  memory: 'memory',
  syscalls: 'system calls',
  network: 'network traffic',
  'client-latency': 'time spent waiting for others',
  'server-latency': 'time to answer',
  errors: 'failed answers',
  load: 'load',
};

function said(changes: Changes, family: Family): string {
  const change = changes[family];
  return change ? `${names[family]} ${compared(change.place, change.usual, change.spec).words}` : '';
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length;

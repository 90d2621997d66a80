import { type Colour, duration, type Paint, risk, stateLooks } from './format.ts';
import type { ServiceLine, ShownState, StatusView } from './status-view.ts';
import { table } from './table.ts';

interface Column {
  readonly head: string;
  readonly cell: (service: ServiceLine) => string;
  /** Numbers stand on the right, so that their digits do. */
  readonly isNumber?: boolean;
}

const MISSING = '–';
const GAP = 2;
/** A note that has this much room may be cut rather than cost a column. */
const NOTE_MIN = 44;

export const looksOf = (state: ShownState): { readonly icon: string; readonly colour: Colour } =>
  state === 'UNKNOWN' ? { icon: '?', colour: 'dim' } : stateLooks[state];

const share = (ratio: number | undefined): string => {
  if (ratio === undefined) return MISSING;
  const percent = ratio * 100;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
};

const time = (seconds: number | undefined): string => {
  if (seconds === undefined) return MISSING;
  return seconds < 1 ? `${Math.round(seconds * 1_000)} ms` : `${seconds.toFixed(1)} s`;
};

const rate = (perSecond: number | undefined): string =>
  perSecond === undefined ? MISSING : perSecond < 10 ? perSecond.toFixed(1) : perSecond.toFixed(0);

const state: Column = { head: 'STATE', cell: (s) => `${looksOf(s.state).icon} ${s.state}` };
const name: Column = { head: 'SERVICE', cell: (s) => s.name };
const host: Column = { head: 'HOST', cell: (s) => s.host };
const note: Column = { head: 'NOTE', cell: (s) => s.note };
const up: Column = {
  head: 'UP',
  cell: ({ replicas, state: now }) =>
    replicas && now !== 'UNKNOWN' ? `${replicas.running}/${replicas.known}` : MISSING,
  isNumber: true,
};
const mode: Column = { head: 'MODE', cell: (s) => s.autonomy ?? MISSING };
/** From the one that is missed most to the one that is missed least. */
const numbers = (nowMs: number): readonly Column[] => [
  { head: 'CPU', cell: (s) => share(s.signals.cpuLimitRatio), isNumber: true },
  { head: 'MEM', cell: (s) => share(s.signals.memoryLimitRatio), isNumber: true },
  // Without it nobody knows what a share of errors is worth.
  { head: 'REQ/S', cell: (s) => rate(s.signals.requestsPerSecond), isNumber: true },
  { head: 'P95', cell: (s) => time(s.signals.latencySecondsP95), isNumber: true },
  { head: 'ERRORS', cell: (s) => share(s.signals.errorRatio1m), isNumber: true },
  { head: 'RISK', cell: (s) => (s.risk === undefined ? MISSING : risk(s.risk)), isNumber: true },
  {
    head: 'FOR',
    cell: (s) => (s.sinceMs === undefined || s.state === 'UNKNOWN' ? MISSING : duration(nowMs - s.sinceMs)),
    isNumber: true,
  },
];

/** Services sorted by trouble. Numbers yield to words where the terminal has no room for both. */
export function serviceTable({ services, nowMs }: StatusView, width: number, paint: Paint): string {
  const isSaid = (column: Column): boolean => services.some((s) => !['', MISSING].includes(column.cell(s)));
  const hosts = new Set(services.map((s) => s.host)).size > 1 ? [host] : [];
  const words = [note].filter(isSaid);
  const measured = [up, mode, ...numbers(nowMs)].filter(isSaid);
  const columns = () => [state, name, ...hosts, ...measured, ...words];
  while (measured.length > 0 && widthOf(columns(), services) > width) measured.pop();
  const shown = columns().map((column) => aligned(column, services));
  const rows = services.map((service) => shown.map(({ cell }) => cell(service)));
  const tint = (cell: string, column: number): string => {
    const found = services.find((service) => column === 0 && cell.startsWith(state.cell(service)));
    return found ? paint(looksOf(found.state).colour, cell) : cell;
  };
  const [head = '', ...body] = table(
    shown.map((column) => column.head),
    rows,
    { width, paint: tint },
  ).split('\n');
  return [paint('dim', head), ...body].join('\n');
}

const cellsOf = ({ head, cell }: Column, services: readonly ServiceLine[]): readonly string[] => [
  head,
  ...services.map(cell),
];

const widest = (column: Column, services: readonly ServiceLine[]): number =>
  Math.max(...cellsOf(column, services).map((cell) => cell.length));

function widthOf(columns: readonly Column[], services: readonly ServiceLine[]): number {
  const widths = columns.map((column) =>
    column === note ? Math.min(NOTE_MIN, widest(column, services)) : widest(column, services),
  );
  return widths.reduce((sum, width) => sum + width + GAP, -GAP);
}

function aligned(column: Column, services: readonly ServiceLine[]): Column {
  if (!column.isNumber) return column;
  const width = widest(column, services);
  return { head: column.head.padStart(width), cell: (service) => column.cell(service).padStart(width) };
}

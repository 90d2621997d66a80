import { serviceMetrics } from '../../analyze/witness/service-metrics.ts';
import type { ServiceRows } from '../changes.ts';

/** Values in the order of `serviceMetrics`. */
interface Values {
  readonly cpu: number;
  readonly memory: number;
  readonly latency: number;
  readonly errors: number;
  readonly load: number;
}

const usual = (i: number): Values => ({
  cpu: 0.2 + 0.01 * (i % 3),
  memory: 0.4,
  latency: 0.1 + 0.005 * (i % 4),
  errors: 0,
  load: 10 + (i % 2),
});
const toRow = ({ cpu, memory, latency, errors, load }: Values): readonly number[] => [
  cpu,
  memory,
  latency,
  errors,
  load,
];

/** Forty minutes of a service in which something changed some minutes ago. */
export const since = (minutes: number, changed: Partial<Values>): ServiceRows => ({
  specs: serviceMetrics,
  rows: Array.from({ length: 40 }, (_, i) => toRow({ ...usual(i), ...(i >= 40 - minutes ? changed : {}) })),
});

export const quiet = (): ServiceRows => since(0, {});

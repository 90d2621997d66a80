import type { MetricSpec } from './metric-spec.ts';

/** A value as people read it: `45 %`, `120 ms`, `3.5 /s`. */
export function inUnit(value: number, unit: MetricSpec['unit']): string {
  if (unit === 'ratio') return `${short(value * 100)} %`;
  if (unit === 's' && value < 1) return `${short(value * 1_000)} ms`;
  return `${short(value)} ${unit}`;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));

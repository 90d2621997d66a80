import { serviceMetrics } from '../analyze/witness/service-metrics.ts';
import type { MinuteRow } from '../model/minute-rows.ts';
import type { ServiceRows } from './changes.ts';
import type { SymptomSeries } from './trouble-span.ts';

const MINUTE_MS = 60_000;

/**
 * Minute rows of several services on one clock, up to the newest minute of any of them: a minute that a service does
 * not have is a gap in it.
 */
export function onOneClock(services: ReadonlyMap<string, readonly MinuteRow[]>): ReadonlyMap<string, ServiceRows> {
  const minutes = [...services.values()].flatMap((rows) => rows.map(([atMs]) => atMs));
  const [from, to] = [minutes.reduce((a, b) => Math.min(a, b), Infinity), minutes.reduce((a, b) => Math.max(a, b), 0)];
  const clock = Array.from({ length: Math.max(0, (to - from) / MINUTE_MS + 1) }, (_, i) => from + i * MINUTE_MS);
  return new Map([...services].map(([service, rows]) => [service, { specs: serviceMetrics, rows: at(clock, rows) }]));
}

function at(clock: readonly number[], rows: readonly MinuteRow[]): ServiceRows['rows'] {
  const byMinute = new Map(rows.map(([atMs, ...values]) => [atMs, values]));
  const gap = serviceMetrics.map(() => Number.NaN);
  return clock.map((atMs) => byMinute.get(atMs)?.map((value) => value ?? Number.NaN) ?? gap);
}

/** The newest rows, in which the trouble stands; those before them are usual. */
const RECENT_ROWS = 8;

/** One feature of a service as the symptom that is handed down the call graph; its requests a row beside it. */
export function symptomSeries({ specs, rows }: ServiceRows, family: 'server-latency' | 'errors'): SymptomSeries {
  const column = (wanted: string): readonly number[] => {
    const j = specs.findIndex((spec) => spec.family === wanted);
    return rows.map((row) => row[j] ?? Number.NaN);
  };
  const values = column(family);
  return {
    normal: values.slice(0, -RECENT_ROWS),
    recent: values.slice(-RECENT_ROWS),
    requests: column('load').slice(-RECENT_ROWS),
  };
}

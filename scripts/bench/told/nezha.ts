import { newServiceModel } from '../../../packages/core/src/analyze/risk/service-model.ts';
import type { MinuteRow } from '../../../packages/core/src/model/minute-rows.ts';
import type { Figures } from '../bench.ts';
import type { Nezha, PodTable } from '../faults/nezha/load-nezha.ts';
import { nezhaMetrics } from '../faults/nezha/nezha-metrics.ts';
import { fitStretch } from '../faults/nezha/score-detection.ts';
import { follow, type Told } from './follow.ts';

const MINUTE_MS = 60_000;
const HORIZON_MIN = 5;
/** A pod's limits are not known: what CPU and memory are shares of, in milli-cores and MiB. */
const LIMITS = { cpu: 200, memory: 128 };

const columns = ['CpuUsage(m)', 'MemoryUsage(Mi)', 'PodServerLatencyP95(s)', 'PodWorkload(Ops)'].map((name) =>
  nezhaMetrics.findIndex((metric) => metric.name === name),
);

/**
 * Two runs over ten pods: quiet, the hours after the last fault; and with faults, whose models have learnt those hours
 * first, as the data's own protocol has it. Errors are not measured in it.
 */
export function nezhaFigures(data: Nezha): Figures {
  const [quietFrom] = fitStretch(data);
  const pods = Object.entries(data.pods).map(([pod, table]) => {
    const rows = minutesOf(table);
    const quiet = rows.filter(([atMs]) => atMs >= quietFrom * 1_000);
    const model = newServiceModel();
    const ofQuiet = follow(model, quiet);
    const late = shifted(
      rows.filter(([atMs]) => atMs < quietFrom * 1_000),
      quiet,
    );
    return {
      pod,
      quietMinutes: quiet.length,
      ofQuiet,
      ofFaults: unshifted(follow(model, late.rows, false), late.byMs),
    };
  });
  const warm = pods.reduce((sum, { quietMinutes }) => sum + Math.max(0, quietMinutes - 180), 0) / 60;
  const told = pods.reduce((sum, { ofQuiet }) => sum + ofQuiet.length, 0);
  const hits = data.faults.map(({ service, t }) => {
    const of = (wanted?: string) =>
      pods
        .flatMap(({ pod, ofFaults }) => (wanted === undefined || pod === wanted ? ofFaults : []))
        .filter((one) => isOf(one, t));
    return { own: of(service), any: of() };
  });
  const delays = hits.flatMap(({ own }, n) => (own[0] ? [(own[0].atMs / 1_000 - (data.faults[n]?.t ?? 0)) / 60] : []));
  return {
    'nezha.quiet.serviceHours': warm,
    'nezha.quiet.told': told,
    'nezha.quiet.toldPerServiceWeek': (told * 168) / warm,
    'nezha.fault.ownPodToldRatio': hits.filter(({ own }) => own.length > 0).length / hits.length,
    'nezha.fault.anyPodToldRatio': hits.filter(({ any }) => any.length > 0).length / hits.length,
    'nezha.fault.delayMinMedian': delays.sort((a, b) => a - b)[delays.length >> 1] ?? Number.NaN,
  };
}

const isOf = ({ atMs }: Told, t: number): boolean => atMs >= t * 1_000 && atMs <= t * 1_000 + HORIZON_MIN * MINUTE_MS;

const minutesOf = ({ t, rows }: PodTable): readonly MinuteRow[] =>
  rows.map((row, i): MinuteRow => {
    const [cpu = Number.NaN, memory = Number.NaN, latency = Number.NaN, load = Number.NaN] = columns.map(
      (j) => row[j] ?? Number.NaN,
    );
    const values = [cpu / LIMITS.cpu, memory / LIMITS.memory, latency, Number.NaN, load];
    return [(t[i] ?? 0) * 1_000, ...values.map((value) => (Number.isFinite(value) ? value : null))];
  });

/** The same rows after others, as models never look back. */
function shifted(rows: readonly MinuteRow[], after: readonly MinuteRow[]) {
  const byMs = (after.at(-1)?.[0] ?? 0) + MINUTE_MS - (rows[0]?.[0] ?? 0);
  return { byMs, rows: rows.map(([atMs, ...values]): MinuteRow => [atMs + byMs, ...values]) };
}

const unshifted = (told: readonly Told[], byMs: number): readonly Told[] =>
  told.map((one) => ({ ...one, atMs: one.atMs - byMs }));

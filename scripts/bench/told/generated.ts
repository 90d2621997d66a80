import { modelsFromBytes, modelsToBytes } from '../../../packages/core/src/analyze/risk/model-bytes.ts';
import { newServiceModel, type ServiceModel } from '../../../packages/core/src/analyze/risk/service-model.ts';
import type { MinuteRow } from '../../../packages/core/src/model/minute-rows.ts';
import type { Figures } from '../bench.ts';
import { follow, type Told } from './follow.ts';
import { quietService, SHIFT_DAY } from './quiet-service.ts';

const MINUTE_MS = 60_000;
const DAY = 1_440;
const DAYS = 14;
const WARM_UP_DAYS = 2;
const FAULT_MINUTES = 10;
/** Days at whose changing hours a fault begins, each in a copy of what was known by then. */
const FAULT_DAYS = [5, 8, 11, 13];

/** What becomes of a minute's CPU, memory, latency, errors and requests. */
const faults: Readonly<Record<string, (values: readonly number[]) => readonly number[]>> = {
  latency5: ([cpu = 0, memory = 0, latency = 0, ...rest]) => [cpu, memory, 5 * latency, ...rest],
  cpu4Latency3: ([cpu = 0, memory = 0, latency = 0, ...rest]) => [4 * cpu, memory, 3 * latency, ...rest],
  memory1_6: ([cpu = 0, memory = 0, ...rest]) => [cpu, 1.6 * memory, ...rest],
  errors5Percent: ([cpu = 0, memory = 0, latency = 0, errors = 0, ...rest]) => [
    cpu,
    memory,
    latency,
    errors + 0.05,
    ...rest,
  ],
};

interface Followed {
  readonly told: readonly Told[];
  readonly isShifted: boolean;
  readonly ofFaults: readonly { readonly name: string; readonly delayMin: number | undefined }[];
}

/** Services of which nothing is the matter, and faults injected into copies of them. */
export function generatedFigures(services: number, say: (line: string) => void): Figures {
  const all = Array.from({ length: services }, (_, seed) => {
    say(`told: service ${seed + 1} of ${services}`);
    return followService(seed);
  });
  const isAfterShift = ({ atMs }: Told, { isShifted }: Followed): boolean =>
    isShifted && atMs >= SHIFT_DAY * DAY * MINUTE_MS && atMs < (SHIFT_DAY + 1) * DAY * MINUTE_MS;
  const quiet = all.flatMap((one) => one.told.filter((told) => !isAfterShift(told, one)));
  const shifted = all.filter(({ isShifted }) => isShifted).length;
  const quietDays = services * (DAYS - WARM_UP_DAYS) - shifted;
  const perWeek = (told: readonly Told[]): number => (7 * told.length) / quietDays;
  const by = Object.entries({ novelty: 0, witness: 0, forest: 0 }).map(([look]) => [
    `quiet.by.${look}.perServiceWeek`,
    perWeek(quiet.filter((told) => told.by === look)),
  ]);
  for (const { atMs, words } of quiet) say(`quiet, day ${(atMs / MINUTE_MS / DAY).toFixed(2)}: ${words}`);
  return {
    'quiet.serviceHours': 24 * quietDays,
    'quiet.told': quiet.length,
    'quiet.toldPerServiceWeek': perWeek(quiet),
    ...Object.fromEntries(by),
    'afterShift.shifts': shifted,
    'afterShift.told': all.flatMap((one) => one.told.filter((told) => isAfterShift(told, one))).length,
    ...Object.assign({}, ...Object.keys(faults).map((name) => faultFigures(name, all))),
  };
}

function faultFigures(name: string, all: readonly Followed[]): Figures {
  const own = all.flatMap(({ ofFaults }) => ofFaults.filter((fault) => fault.name === name));
  const delays = own.flatMap(({ delayMin }) => delayMin ?? []).sort((a, b) => a - b);
  return {
    [`fault.${name}.toldRatio`]: delays.length / own.length,
    [`fault.${name}.delayMinMedian`]: delays[delays.length >> 1] ?? Number.NaN,
  };
}

function followService(seed: number): Followed {
  const rows = quietService(seed, DAYS);
  const model = newServiceModel();
  const cuts = [...FAULT_DAYS.map((day, n) => day * DAY + ((n * 6 + seed) % 24) * 60), DAYS * DAY];
  let from = 0;
  const parts = cuts.map((to) => {
    const told = follow(model, rows.slice(from, to));
    const ofFaults = to < rows.length ? Object.keys(faults).map((name) => inject(model, name, rows.slice(to))) : [];
    from = to;
    return { told, ofFaults };
  });
  const told = parts.flatMap((part) => part.told).filter(({ atMs }) => atMs >= WARM_UP_DAYS * DAY * MINUTE_MS);
  return { told, isShifted: seed % 2 === 1, ofFaults: parts.flatMap((part) => part.ofFaults) };
}

function inject(model: ServiceModel, name: string, next: readonly MinuteRow[]): Followed['ofFaults'][number] {
  const copy = modelsFromBytes(modelsToBytes(new Map([['one', model]])))?.get('one');
  const change = faults[name];
  if (copy === undefined || change === undefined) throw new Error(`no copy for ${name}`);
  copy.learnt = model.learnt;
  const rows = next
    .slice(0, FAULT_MINUTES)
    .map(([atMs, ...values]): MinuteRow => [atMs, ...change(values.map(Number))]);
  const [first] = follow(copy, rows);
  // A minute is judged when it has ended.
  return { name, delayMin: first && (first.atMs - (rows[0]?.[0] ?? 0)) / MINUTE_MS + 1 };
}

import type { FeatureSample } from '../model/feature.ts';
import type { ServiceView } from '../model/fleet.ts';
import type { ServiceMemory } from '../model/knowledge.ts';
import type { Evidence } from '../model/symptom.ts';
import { highest } from '../monitor/service-view.ts';
import { upperBound } from './baseline.ts';
import type { Finding } from './finding.ts';

export const CPU_HOT_RATIO = 0.95;
export const CPU_HOT_OF = 12;
const CPU_HOT_MIN = 8;
const MEMORY_HIGH_RATIO = 0.8;
const EXHAUSTION_SOON_SECONDS = 1_800;
const LATENCY_FLOOR_SECONDS = 0.1;
/** Multi-window burn rate that spends 2 % of a 30-day budget in an hour (Google SRE workbook, chapter 5). */
const BURN_RATE = 14.4;
const REQUESTS_PER_SECOND_MIN = 1;

/** Simple statistics over metrics. Most of it is only told; see `safety.md`, "What may act". */
export function statistics(view: ServiceView, memory: ServiceMemory | undefined): readonly Finding[] {
  const replicas = Map.groupBy(view.samples, (sample) => replicaOf(sample, view));
  const own = [...replicas].flatMap(([name, samples]) => [
    memoryGrowth(name, samples),
    errorBudget(name, samples, view, memory),
  ]);
  return [...own, cpuOverload(view, memory), latency(view, memory)].filter((finding) => finding !== undefined);
}

/** Whose sample it is; of a whole service only where that is one container. */
function replicaOf({ containerName }: FeatureSample, { containers }: ServiceView): string {
  const [sole, another] = containers;
  return containerName ?? (another === undefined ? (sole?.name ?? '') : '');
}

const reason = (sample: FeatureSample, expected: string, words: string): Evidence => ({
  feature: sample.feature,
  value: sample.value,
  expected,
  words,
  atMs: sample.atMs,
});

function memoryGrowth(containerName: string, samples: readonly FeatureSample[]): Finding | undefined {
  const ratio = highest(samples, 'memoryLimitRatio');
  if (ratio === undefined || ratio.value < MEMORY_HIGH_RATIO) return undefined;
  const exhaustion = samples.find((sample) => sample.feature === 'memoryExhaustionSeconds');
  const near = exhaustion !== undefined && exhaustion.value <= EXHAUSTION_SOON_SECONDS;
  const share = reason(ratio, '< 80 %', `memory at ${percent(ratio.value)} of its limit`);
  const growth = { symptom: 'memory-growth', containerName } as const;
  if (!near) return { ...growth, weight: 'tell', riskScore: 0.5, evidence: [share] };
  const minutes = (exhaustion.value / 60).toFixed(1);
  const projected = reason(exhaustion, '> 30 min', `exhausted in ${minutes} min at this slope`);
  return { ...growth, weight: 'act', riskScore: 0.9, evidence: [share, projected] };
}

function cpuOverload(view: ServiceView, memory: ServiceMemory | undefined): Finding | undefined {
  const cpu = highest(view.samples, 'cpuLimitRatio');
  const hot = (memory?.cpuHot ?? '').replaceAll('0', '').length;
  if (cpu === undefined || cpu.value < CPU_HOT_RATIO || hot < CPU_HOT_MIN) return undefined;
  const share = reason(cpu, '< 95 %', `CPU at ${percent(cpu.value)} of its limit in ${hot} of ${CPU_HOT_OF} samples`);
  const slow = latency(view, memory);
  const overload = { symptom: 'cpu-overload', containerName: '' } as const;
  return slow
    ? { ...overload, weight: 'act', riskScore: 0.9, evidence: [share, ...slow.evidence] }
    : { ...overload, weight: 'tell', riskScore: 0.5, evidence: [share] };
}

/** What burns the budget has to be known to be acted on: of several replicas, which one. */
function errorBudget(
  containerName: string,
  samples: readonly FeatureSample[],
  view: ServiceView,
  memory: ServiceMemory | undefined,
): Finding | undefined {
  const [short, long] = [highest(samples, 'errorRatio1m'), highest(samples, 'errorRatio5m')];
  const load = highest(samples, 'requestsPerSecond');
  const limit = BURN_RATE * view.profile.errorBudgetRatio;
  if (short === undefined || long === undefined || short.value < limit || long.value < limit) return undefined;
  if (load === undefined || load.value < REQUESTS_PER_SECOND_MIN) return undefined;
  const usual = upperBound(memory?.baselines.requestsPerSecond, REQUESTS_PER_SECOND_MIN);
  const weight = containerName !== '' && usual !== undefined && load.value <= usual ? 'act' : 'tell';
  const words = `${percent(short.value)} of requests failed in 1 min, ${percent(long.value)} in 5 min`;
  const evidence = [reason(short, `< ${percent(limit)}`, words)];
  return { symptom: 'errors', containerName, weight, riskScore: Math.min(0.95, 0.5 + short.value / 2), evidence };
}

function latency(view: ServiceView, memory: ServiceMemory | undefined): Finding | undefined {
  const p95 = highest(view.samples, 'latencySecondsP95');
  const bound = upperBound(memory?.baselines.latencySecondsP95, LATENCY_FLOOR_SECONDS);
  if (p95 === undefined || bound === undefined || p95.value <= bound) return undefined;
  const words = `p95 latency ${milliseconds(p95.value)}, expected up to ${milliseconds(bound)}`;
  const riskScore = Math.min(0.8, 0.4 + 0.1 * (p95.value / bound));
  const evidence = [reason(p95, `<= ${milliseconds(bound)}`, words)];
  return { symptom: 'latency', containerName: '', weight: 'tell', riskScore, evidence };
}

const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
const milliseconds = (seconds: number): string => `${Math.round(seconds * 1_000)} ms`;

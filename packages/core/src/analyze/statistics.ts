import type { FeatureSample } from '../model/feature.ts';
import type { ServiceView } from '../model/fleet.ts';
import type { ServiceMemory } from '../model/knowledge.ts';
import type { Evidence, Symptom } from '../model/symptom.ts';
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
export const statistics = (view: ServiceView, memory: ServiceMemory | undefined): readonly Finding[] =>
  [memoryGrowth(view), cpuOverload(view, memory), errorBudget(view, memory), latency(view, memory)].filter(
    (finding) => finding !== undefined,
  );

const reason = (sample: FeatureSample, expected: string, words: string): Evidence => ({
  feature: sample.feature,
  value: sample.value,
  expected,
  words,
  atMs: sample.atMs,
});

const finding = (
  symptom: Symptom,
  sample: FeatureSample,
  weight: Finding['weight'],
  riskScore: number,
  evidence: readonly Evidence[],
): Finding => ({ symptom, containerName: sample.containerName ?? '', weight, riskScore, evidence });

function memoryGrowth(view: ServiceView): Finding | undefined {
  const ratio = highest(view, 'memoryLimitRatio');
  if (ratio === undefined || ratio.value < MEMORY_HIGH_RATIO) return undefined;
  const exhaustion = view.samples.find(
    (s) => s.feature === 'memoryExhaustionSeconds' && s.containerName === ratio.containerName,
  );
  const near = exhaustion !== undefined && exhaustion.value <= EXHAUSTION_SOON_SECONDS;
  const share = reason(ratio, '< 80 %', `memory at ${percent(ratio.value)} of its limit`);
  if (!near) return finding('memory-growth', ratio, 'tell', 0.5, [share]);
  const minutes = (exhaustion.value / 60).toFixed(1);
  const projected = reason(exhaustion, '> 30 min', `exhausted in ${minutes} min at this slope`);
  return finding('memory-growth', ratio, 'act', 0.9, [share, projected]);
}

function cpuOverload(view: ServiceView, memory: ServiceMemory | undefined): Finding | undefined {
  const cpu = highest(view, 'cpuLimitRatio');
  const hot = (memory?.cpuHot ?? '').replaceAll('0', '').length;
  if (cpu === undefined || cpu.value < CPU_HOT_RATIO || hot < CPU_HOT_MIN) return undefined;
  const share = reason(cpu, '< 95 %', `CPU at ${percent(cpu.value)} of its limit in ${hot} of ${CPU_HOT_OF} samples`);
  const slow = latency(view, memory);
  return slow
    ? finding('cpu-overload', cpu, 'act', 0.9, [share, ...slow.evidence])
    : finding('cpu-overload', cpu, 'tell', 0.5, [share]);
}

function errorBudget(view: ServiceView, memory: ServiceMemory | undefined): Finding | undefined {
  const [short, long] = [highest(view, 'errorRatio1m'), highest(view, 'errorRatio5m')];
  const load = highest(view, 'requestsPerSecond');
  const limit = BURN_RATE * view.profile.errorBudgetRatio;
  if (short === undefined || long === undefined || short.value < limit || long.value < limit) return undefined;
  if (load === undefined || load.value < REQUESTS_PER_SECOND_MIN) return undefined;
  const usual = upperBound(memory?.baselines.requestsPerSecond, REQUESTS_PER_SECOND_MIN);
  const weight = usual !== undefined && load.value <= usual ? 'act' : 'tell';
  const words = `${percent(short.value)} of requests failed in 1 min, ${percent(long.value)} in 5 min`;
  return finding('errors', short, weight, Math.min(0.95, 0.5 + short.value / 2), [
    reason(short, `< ${percent(limit)}`, words),
  ]);
}

function latency(view: ServiceView, memory: ServiceMemory | undefined): Finding | undefined {
  const p95 = highest(view, 'latencySecondsP95');
  const bound = upperBound(memory?.baselines.latencySecondsP95, LATENCY_FLOOR_SECONDS);
  if (p95 === undefined || bound === undefined || p95.value <= bound) return undefined;
  const words = `p95 latency ${milliseconds(p95.value)}, expected up to ${milliseconds(bound)}`;
  return finding('latency', p95, 'tell', Math.min(0.8, 0.4 + 0.1 * (p95.value / bound)), [
    reason(p95, `<= ${milliseconds(bound)}`, words),
  ]);
}

const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
const milliseconds = (seconds: number): string => `${Math.round(seconds * 1_000)} ms`;

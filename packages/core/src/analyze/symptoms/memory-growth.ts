import type { FeatureSample } from '../../model/feature.ts';
import type { ServiceMemory } from '../../model/knowledge.ts';
import type { Evidence } from '../../model/symptom.ts';
import { highest } from '../../monitor/service-view.ts';
import type { Finding } from '../finding.ts';
import { memoryForecast } from '../forecast/memory-forecast.ts';
import type { Exhaustion } from '../forecast/time-to-exhaustion.ts';
import { percent, reason } from './reason.ts';

const MEMORY_HIGH_RATIO = 0.8;
const EXHAUSTION_SOON_SECONDS = 1_800;
/** Told so long before, where the whole interval of the forecast lies within it. */
const FORECAST_TOLD_SECONDS = 7_200;

/** Acts on what is nearly full and runs out soon; a full cache is not a leak, and a forecast by itself is only told. */
export function memoryGrowth(
  containerName: string,
  samples: readonly FeatureSample[],
  memory: ServiceMemory | undefined,
): Finding | undefined {
  const ratio = highest(samples, 'memoryLimitRatio');
  if (ratio === undefined) return undefined;
  const growth = { symptom: 'memory-growth', containerName } as const;
  const forecast = memoryForecast(memory?.growth?.[containerName]);
  const ahead = forecast ? [toEvidence(forecast, ratio)] : [];
  if (ratio.value < MEMORY_HIGH_RATIO) {
    const told = forecast !== undefined && forecast.latestIn <= FORECAST_TOLD_SECONDS;
    return told ? { ...growth, weight: 'tell', riskScore: 0.4, evidence: ahead } : undefined;
  }
  const exhaustion = samples.find((sample) => sample.feature === 'memoryExhaustionSeconds');
  const share = reason(ratio, '< 80 %', `memory at ${percent(ratio.value)} of its limit`);
  if (exhaustion === undefined || exhaustion.value > EXHAUSTION_SOON_SECONDS)
    return { ...growth, weight: 'tell', riskScore: 0.5, evidence: [share, ...ahead] };
  const minutes = (exhaustion.value / 60).toFixed(1);
  const projected = reason(exhaustion, '> 30 min', `exhausted in ${minutes} min at this slope`);
  return { ...growth, weight: 'act', riskScore: 0.9, evidence: [share, projected] };
}

function toEvidence({ growth, expectedIn, soonestIn, latestIn }: Exhaustion, { value, atMs }: FeatureSample): Evidence {
  const latest = Number.isFinite(latestIn) ? `at latest in ${hours(latestIn)} h` : 'or not at all';
  const words =
    `memory at ${percent(value)} of its limit grows by ${percent(growth * 3_600)} an hour: exhausted in about ` +
    `${hours(expectedIn)} h (at soonest in ${hours(soonestIn)} h, ${latest}, 95 %)`;
  return { feature: 'memoryForecastSeconds', value: Math.round(expectedIn), expected: '> 2 h', words, atMs };
}

const hours = (seconds: number): string => (seconds / 3_600).toFixed(1);

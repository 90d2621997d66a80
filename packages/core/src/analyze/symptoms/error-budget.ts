import type { FeatureSample } from '../../model/feature.ts';
import type { ServiceView } from '../../model/fleet.ts';
import type { ServiceMemory } from '../../model/knowledge.ts';
import { highest } from '../../monitor/service-view.ts';
import { upperBound } from '../baseline.ts';
import type { Finding } from '../finding.ts';
import { actingWindows, burnOf } from '../thresholds/burn-rate.ts';
import { percent, reason } from './reason.ts';

/** With fewer requests a share of them says little. */
export const REQUESTS_PER_SECOND_MIN = 1;

/** What burns the budget right now has to be known to be acted on: of several replicas, which one. */
export function errorBudget(
  containerName: string,
  samples: readonly FeatureSample[],
  { profile }: ServiceView,
  memory: ServiceMemory | undefined,
): Finding | undefined {
  const burn = burnOf((feature) => highest(samples, feature)?.value, profile.errorBudgetRatio, [actingWindows]);
  const [short, load] = [highest(samples, actingWindows.short), highest(samples, 'requestsPerSecond')];
  if (!burn || !short || load === undefined || load.value < REQUESTS_PER_SECOND_MIN) return undefined;
  const usual = upperBound(memory?.baselines.requestsPerSecond, REQUESTS_PER_SECOND_MIN);
  const weight = containerName !== '' && usual !== undefined && load.value <= usual ? 'act' : 'tell';
  const words = `${percent(burn.shortRatio)} of requests failed in 1 min, ${percent(burn.longRatio)} in 5 min`;
  const evidence = [reason(short, `< ${percent(burn.limitRatio)}`, words)];
  return { symptom: 'errors', containerName, weight, riskScore: Math.min(0.95, 0.5 + short.value / 2), evidence };
}

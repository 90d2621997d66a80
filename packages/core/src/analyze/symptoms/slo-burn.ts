import type { FeatureName, FeatureSample } from '../../model/feature.ts';
import type { ServiceView } from '../../model/fleet.ts';
import type { Finding } from '../finding.ts';
import { burnOf } from '../thresholds/burn-rate.ts';
import { REQUESTS_PER_SECOND_MIN } from './error-budget.ts';
import { percent, reason } from './reason.ts';

/**
 * The error budget of the whole service over hours. Told and never acted on: after a heal it burns on in its windows,
 * so it is a target of its own, which keeps no heal of a replica from being verified.
 */
export function sloBurn({ samples, profile }: ServiceView): Finding | undefined {
  const burn = burnOf((feature) => ratioOfAll(samples, feature), profile.errorBudgetRatio);
  if (burn === undefined) return undefined;
  const { long, words } = burn.windows;
  const atMs = Math.max(...samples.filter(({ feature }) => feature === long).map((sample) => sample.atMs));
  const told =
    `${percent(burn.longRatio)} of requests failed in ${words.long}, ${percent(burn.shortRatio)} in ${words.short}: ` +
    `spends ${words.spends} or faster`;
  const evidence = [reason({ feature: long, value: burn.longRatio, atMs }, `< ${percent(burn.limitRatio)}`, told)];
  return { symptom: 'errors', containerName: '', weight: 'tell', riskScore: 0.5 + burn.longRatio / 4, evidence };
}

/** Of all requests, by the load that each replica has now; one without a ratio failed none. */
function ratioOfAll(samples: readonly FeatureSample[], feature: FeatureName): number | undefined {
  const ratioOf = (name: string | undefined): number =>
    samples.find((sample) => sample.feature === feature && sample.containerName === name)?.value ?? 0;
  const loads = samples.filter((sample) => sample.feature === 'requestsPerSecond');
  const total = loads.reduce((sum, { value }) => sum + value, 0);
  if (total < REQUESTS_PER_SECOND_MIN) return undefined;
  return loads.reduce((sum, { value, containerName }) => sum + (value / total) * ratioOf(containerName), 0);
}

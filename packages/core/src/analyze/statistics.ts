import type { FeatureSample } from '../model/feature.ts';
import type { ServiceView } from '../model/fleet.ts';
import type { ServiceMemory } from '../model/knowledge.ts';
import type { Finding } from './finding.ts';
import { cpuOverload } from './symptoms/cpu-overload.ts';
import { errorBudget } from './symptoms/error-budget.ts';
import { latency } from './symptoms/latency.ts';
import { latencyTail } from './symptoms/latency-tail.ts';
import { memoryGrowth } from './symptoms/memory-growth.ts';
import { sloBurn } from './symptoms/slo-burn.ts';

/** Simple statistics over metrics. Most of it is only told; see `safety.md`, "What may act". */
export function statistics(view: ServiceView, memory: ServiceMemory | undefined): readonly Finding[] {
  const replicas = Map.groupBy(view.samples, (sample) => replicaOf(sample, view));
  const own = [...replicas].flatMap(([name, samples]) => [
    memoryGrowth(name, samples, memory),
    errorBudget(name, samples, view, memory),
  ]);
  const whole = [cpuOverload(view, memory), latency(view, memory), latencyTail(view, memory), sloBurn(view)];
  return [...own, ...whole].filter((finding) => finding !== undefined);
}

/** Whose sample it is; of a whole service only where that is one container. */
function replicaOf({ containerName }: FeatureSample, { containers }: ServiceView): string {
  const [sole, another] = containers;
  return containerName ?? (another === undefined ? (sole?.name ?? '') : '');
}

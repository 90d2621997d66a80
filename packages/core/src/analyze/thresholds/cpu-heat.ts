import type { ServiceView } from '../../model/fleet.ts';
import type { ServiceMemory } from '../../model/knowledge.ts';
import { highest } from '../../monitor/service-view.ts';
import { type HysteresisRule, isRaised, pushHit } from './hysteresis.ts';

export const CPU_HOT_RATIO = 0.95;
/** Acting needs the samples of now: what was raised before does not hold it up. */
export const CPU_HOT = { of: 12, raise: 8, clear: 7 } as const satisfies HysteresisRule;

/** Counts a CPU sample once, in the order of its own time. */
export function heatOf(
  view: ServiceView,
  { cpuHot, sampledAtMs }: Pick<ServiceMemory, 'cpuHot' | 'sampledAtMs'>,
): Partial<Pick<ServiceMemory, 'cpuHot' | 'sampledAtMs'>> {
  const cpu = highest(view.samples, 'cpuLimitRatio');
  if (cpu === undefined || cpu.atMs <= sampledAtMs) return {};
  return { sampledAtMs: cpu.atMs, cpuHot: pushHit(cpuHot, cpu.value >= CPU_HOT_RATIO, CPU_HOT) };
}

export const isHot = (cpuHot: string): boolean => isRaised(cpuHot, false, CPU_HOT);

import type { ServiceView } from '../../model/fleet.ts';
import type { ServiceMemory } from '../../model/knowledge.ts';
import { highest } from '../../monitor/service-view.ts';
import type { Finding } from '../finding.ts';
import { CPU_HOT, CPU_HOT_RATIO, isHot } from '../thresholds/cpu-heat.ts';
import { hitsOf } from '../thresholds/hysteresis.ts';
import { latency } from './latency.ts';
import { percent, reason } from './reason.ts';

/** At its limit for m of n samples; acted on only where latency suffers from it. */
export function cpuOverload(view: ServiceView, memory: ServiceMemory | undefined): Finding | undefined {
  const cpu = highest(view.samples, 'cpuLimitRatio');
  const heat = memory?.cpuHot ?? '';
  if (cpu === undefined || cpu.value < CPU_HOT_RATIO || !isHot(heat)) return undefined;
  const words = `CPU at ${percent(cpu.value)} of its limit in ${hitsOf(heat)} of ${CPU_HOT.of} samples`;
  const share = reason(cpu, `< ${percent(CPU_HOT_RATIO)}`, words);
  const slow = latency(view, memory);
  const overload = { symptom: 'cpu-overload', containerName: '' } as const;
  return slow
    ? { ...overload, weight: 'act', riskScore: 0.9, evidence: [share, ...slow.evidence] }
    : { ...overload, weight: 'tell', riskScore: 0.5, evidence: [share] };
}

import type { ServiceView } from '../../model/fleet.ts';
import type { ServiceMemory } from '../../model/knowledge.ts';
import { highest } from '../../monitor/service-view.ts';
import type { Finding } from '../finding.ts';
import { farOutBound } from '../thresholds/far-out.ts';
import { hitsOf } from '../thresholds/hysteresis.ts';
import { LATENCY_FLOOR_SECONDS } from './latency.ts';
import { milliseconds, reason } from './reason.ts';

/** Slower than it is about once a week, for minutes; told. */
export function latencyTail({ samples }: ServiceView, memory: ServiceMemory | undefined): Finding | undefined {
  const p95 = highest(samples, 'latencySecondsP95');
  if (p95 === undefined || !memory?.latencyFarOut?.raised) return undefined;
  const bound = farOutBound(memory.latencyFarOut, p95.atMs, LATENCY_FLOOR_SECONDS);
  if (bound === undefined) return undefined;
  const { bits } = memory.latencyFarOut;
  const words =
    `p95 latency ${milliseconds(p95.value)}; above ${milliseconds(bound)}, which happens about once a week, ` +
    `in ${hitsOf(bits)} of ${bits.length} min`;
  const evidence = [reason(p95, `<= ${milliseconds(bound)}`, words)];
  return { symptom: 'latency', containerName: '', weight: 'tell', riskScore: 0.6, evidence };
}

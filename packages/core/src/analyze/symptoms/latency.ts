import type { ServiceView } from '../../model/fleet.ts';
import type { ServiceMemory } from '../../model/knowledge.ts';
import { highest } from '../../monitor/service-view.ts';
import { upperBound } from '../baseline.ts';
import type { Finding } from '../finding.ts';
import { milliseconds, reason } from './reason.ts';

/** Quicker than this is never slow, whatever is usual. */
export const LATENCY_FLOOR_SECONDS = 0.1;

/** Far above what is usual; told, and what makes a hot CPU one to act on. */
export function latency(view: ServiceView, memory: ServiceMemory | undefined): Finding | undefined {
  const p95 = highest(view.samples, 'latencySecondsP95');
  const bound = upperBound(memory?.baselines.latencySecondsP95, LATENCY_FLOOR_SECONDS);
  if (p95 === undefined || bound === undefined || p95.value <= bound) return undefined;
  const words = `p95 latency ${milliseconds(p95.value)}, expected up to ${milliseconds(bound)}`;
  const riskScore = Math.min(0.8, 0.4 + 0.1 * (p95.value / bound));
  const evidence = [reason(p95, `<= ${milliseconds(bound)}`, words)];
  return { symptom: 'latency', containerName: '', weight: 'tell', riskScore, evidence };
}

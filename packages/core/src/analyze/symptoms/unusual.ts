import type { ServiceMemory } from '../../model/knowledge.ts';
import type { Finding } from '../finding.ts';

/** Hardly ever was the service like this, say its models; told. */
export function unusual(memory: ServiceMemory | undefined): Finding | undefined {
  const { raised, symptom, risk = 0, evidence = [] } = memory?.risk ?? {};
  if (!raised || symptom === undefined) return undefined;
  return { symptom, containerName: '', weight: 'tell', riskScore: risk, evidence };
}

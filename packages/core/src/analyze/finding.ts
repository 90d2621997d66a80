import type { Evidence, Symptom } from '../model/symptom.ts';

/** What one detector says of one container; the service's verdict is made of the gravest one. */
export interface Finding {
  readonly symptom: Symptom;
  readonly containerName: string;
  readonly riskScore: number;
  readonly weight: 'act' | 'tell';
  readonly evidence: readonly Evidence[];
}

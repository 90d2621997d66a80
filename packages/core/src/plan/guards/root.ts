import type { Guard } from '../plan-input.ts';

export const root: Guard = ({ diagnosis }) =>
  diagnosis.explainedBy ? { reason: `not the root: ${diagnosis.explainedBy.words}` } : undefined;

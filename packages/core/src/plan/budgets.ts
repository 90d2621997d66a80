import type { Action } from '../model/action.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict } from '../model/symptom.ts';
import type { BudgetClaim } from '../ports/knowledge-store.ts';

export interface ScopedClaim extends BudgetClaim {
  readonly covers: (action: Action) => boolean;
}

/** The three counters that an action has to fit into: its service's, its host's and the fleet's. */
export const budgetClaims = (
  { serviceId, hostId }: Pick<Verdict, 'serviceId' | 'hostId'>,
  { budgets }: Policy,
): readonly ScopedClaim[] => [
  { scope: `service:${serviceId}`, ...budgets.service, covers: (action) => action.serviceId === serviceId },
  { scope: `host:${hostId}`, ...budgets.host, covers: (action) => action.hostId === hostId },
  { scope: 'fleet', ...budgets.fleet, covers: () => true },
];

import * as z from 'zod';

/** Under this name the template of the control plane has, as metadata, what it was sized with. */
export const PLANNED_USE = 'AresPlannedUse';

const count = z.number().int().min(0);

/** What a deployment may use at once; the synthesis sizes it, `npx ares plan` compares it with the account. */
export const plannedUse = z.object({
  /** Of functions, by the loop */
  executions: count,
  /** Of the knowledge store, by all functions */
  connections: count,
  /** What the knowledge store has for them */
  connectionsMax: count,
});
export type PlannedUse = z.infer<typeof plannedUse>;

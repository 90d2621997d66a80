import * as z from 'zod';

/** Under this name the template of the control plane has, as metadata, what it was sized with. */
export const PLANNED_USE = 'AresPlannedUse';

/** Executions that AWS leaves to functions without a reservation: a reservation that leaves less is refused. */
export const UNRESERVED_EXECUTIONS_MIN = 100;

const count = z.number().int().min(0);

/** What a deployment may use at once; the synthesis sizes it, `npx ares plan` compares it with the account. */
export const plannedUse = z.object({
  /** Of functions, by the loop */
  executions: count,
  /** Of functions, kept for the API alone; 0 where the account has none to reserve */
  reserved: count,
  /** Of the knowledge store, by all functions */
  connections: count,
  /** What the knowledge store has for them */
  connectionsMax: count,
});
export type PlannedUse = z.infer<typeof plannedUse>;

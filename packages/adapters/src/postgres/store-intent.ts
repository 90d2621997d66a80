import type { Action, BudgetClaim, IntentResult, Lease } from '@ares/core';
import { actions, budgets } from '@ares/db';
import { and, arrayContains, asc, eq, gt, inArray, ne, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from './database.ts';
import { fence, lockedKillSwitch } from './fence.ts';

const HOUR_MS = 3_600_000;

/** The intent and its budgets in one transaction, under the lease and the kill switch. */
export const storeIntent = (
  db: Database,
  lease: Lease,
  action: Action,
  claims: readonly BudgetClaim[],
): Promise<IntentResult> =>
  db.transaction(async (tx) => {
    await fence(tx, lease);
    if ((await lockedKillSwitch(tx)).on) return 'kill-switch';
    const scopes = claims.map(({ scope }) => scope).toSorted();
    await lockBudgets(tx, scopes);
    const taken = await inTheWay(tx, action);
    if (taken) return taken;
    for (const claim of claims) if (!(await fits(tx, action, claim))) return 'over-budget';
    const stored = await tx
      .insert(actions)
      .values({ ...action, scopes })
      .onConflictDoNothing()
      .returning();
    return stored.length > 0 ? 'stored' : ((await inTheWay(tx, action)) ?? 'in-flight');
  });

/** Always in the same order, so that two deciders wait for each other and never both. */
async function lockBudgets(tx: Transaction, scopes: readonly string[]): Promise<void> {
  if (scopes.length === 0) return;
  await tx
    .insert(budgets)
    .values(scopes.map((scope) => ({ scope })))
    .onConflictDoNothing();
  await tx
    .select()
    .from(budgets)
    .where(inArray(budgets.scope, [...scopes]))
    .orderBy(asc(budgets.scope))
    .for('update');
}

async function inTheWay(tx: Transaction, { id, targetId }: Action): Promise<'duplicate' | 'in-flight' | undefined> {
  const onTarget = and(eq(actions.targetId, targetId), ne(actions.state, 'finished'));
  const found = await tx
    .select({ id: actions.id })
    .from(actions)
    .where(or(eq(actions.id, id), onTarget));
  if (found.some((other) => other.id === id)) return 'duplicate';
  return found.length > 0 ? 'in-flight' : undefined;
}

/** Looks at what is in flight or of the last hour only, however long the history grows. */
async function fits(tx: Transaction, { intendedAtMs }: Action, claim: BudgetClaim): Promise<boolean> {
  const isInFlight = ne(actions.state, 'finished');
  const isRecent = gt(actions.intendedAtMs, intendedAtMs - HOUR_MS);
  const [count] = await tx
    .select({
      inFlight: sql<number>`count(*) filter (where ${isInFlight})::int`,
      lastHour: sql<number>`count(*) filter (where ${isRecent})::int`,
    })
    .from(actions)
    .where(and(or(isInFlight, isRecent), arrayContains(actions.scopes, [claim.scope])));
  if (count === undefined) throw new Error('an aggregate has a row');
  return count.inFlight < claim.inFlightMax && count.lastHour < claim.perHourMax;
}

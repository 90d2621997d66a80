import {
  type Action,
  AresError,
  type BudgetClaim,
  type ClaimResult,
  type EpochMs,
  type IntentResult,
  isInFlight,
  type Lease,
} from '@ares/core';
import { assertKnown, fence, type MemoryState } from './memory-state.ts';

const HOUR_MS = 3_600_000;

export function storeIntent(
  state: MemoryState,
  lease: Lease,
  action: Action,
  budgets: readonly BudgetClaim[],
): IntentResult {
  fence(state, lease);
  const stored = [...state.actions.values()];
  if (state.killSwitch.on) return 'kill-switch';
  if (state.actions.has(action.id)) return 'duplicate';
  if (stored.some((other) => other.action.targetId === action.targetId && isInFlight(other.action))) return 'in-flight';
  if (budgets.some((budget) => !fits(state, action, budget))) return 'over-budget';
  assertKnown(state.incidents, [action.incidentId]);
  state.actions.set(action.id, { action, scopes: budgets.map(({ scope }) => scope) });
  return 'stored';
}

function fits({ actions }: MemoryState, { intendedAtMs }: Action, budget: BudgetClaim): boolean {
  const own = [...actions.values()].filter(({ scopes }) => scopes.includes(budget.scope));
  const lastHour = own.filter(({ action }) => action.intendedAtMs > intendedAtMs - HOUR_MS);
  return (
    own.filter(({ action }) => isInFlight(action)).length < budget.inFlightMax && lastHour.length < budget.perHourMax
  );
}

export function claim(state: MemoryState, actionId: string, nowMs: EpochMs): ClaimResult {
  const stored = state.actions.get(actionId);
  if (stored?.action.state !== 'intended') return { claimed: false, reason: 'not-intended' };
  if (state.killSwitch.on) return { claimed: false, reason: 'kill-switch' };
  if (nowMs > stored.action.expiresAtMs) return { claimed: false, reason: 'expired' };
  if (state.leases.get(stored.action.shard)?.epoch !== stored.action.epoch) {
    return { claimed: false, reason: 'stale-epoch' };
  }
  const action: Action = { ...stored.action, state: 'sending', claimedAtMs: nowMs };
  state.actions.set(actionId, { ...stored, action });
  return { claimed: true, action };
}

export function recordCommand(state: MemoryState, action: Action, commandId: string, nowMs: EpochMs): void {
  const stored = state.actions.get(action.id);
  if (stored?.action.commandId === commandId) return;
  endSending(state, action, { state: 'sent', commandId, sentAtMs: nowMs });
  const words = `${action.kind} ${action.containerName} sent`;
  const data = { actionId: action.id, commandId };
  state.timeline.push({ incidentId: action.incidentId, atMs: nowMs, kind: 'sent', words, data });
}

export function recordRefusal(state: MemoryState, action: Action, reason: string, nowMs: EpochMs): void {
  endSending(state, action, { state: 'finished', outcome: 'refused', outcomeReason: reason, finishedAtMs: nowMs });
  const words = `${action.kind} ${action.containerName} refused: ${reason}`;
  const data = { actionId: action.id, reason };
  state.timeline.push({ incidentId: action.incidentId, atMs: nowMs, kind: 'result', words, data });
}

export function giveBack(state: MemoryState, { id, claimedAtMs }: Action): void {
  const stored = state.actions.get(id);
  if (stored?.action.state !== 'sending' || stored.action.claimedAtMs !== claimedAtMs) return;
  const { claimedAtMs: _, ...action } = stored.action;
  state.actions.set(id, { ...stored, action: { ...action, state: 'intended' } });
}

/** @throws AresError FENCED if its decider was replaced, or if it is not being sent any more */
function endSending(state: MemoryState, action: Action, end: Partial<Action>): void {
  const newest = state.leases.get(action.shard)?.epoch;
  if (newest !== action.epoch) throw new AresError('FENCED', `epoch ${action.epoch} is over: the newest is ${newest}`);
  const stored = state.actions.get(action.id);
  if (stored?.action.state !== 'sending') {
    throw new AresError('FENCED', `action ${action.id} is ${stored?.action.state ?? 'unknown'} by now`);
  }
  state.actions.set(action.id, { ...stored, action: { ...stored.action, ...end } });
}

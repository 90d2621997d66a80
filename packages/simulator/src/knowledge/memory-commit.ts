import {
  type Action,
  type ActionState,
  AresError,
  type Incident,
  isInFlight,
  type Lease,
  type TickChanges,
} from '@ares/core';
import { assertKnown, fence, isOpen, type MemoryState } from './memory-state.ts';

const order: Readonly<Record<ActionState, number>> = {
  intended: 0,
  sending: 1,
  sent: 2,
  verifying: 3,
  unknown: 3,
  finished: 4,
};

/** Checks everything before it changes anything, so that a refused commit leaves no trace. */
export function commit(state: MemoryState, lease: Lease, changes: TickChanges): void {
  fence(state, lease);
  const incidents = new Map(state.incidents);
  for (const incident of changes.incidents) incidents.set(incident.id, incident);
  assertOneOpenPerTarget([...incidents.values()]);
  assertKnown(
    incidents,
    changes.timeline.map(({ incidentId }) => incidentId),
  );
  const moved = changes.actions.filter((action) => isMoved(state.actions.get(action.id)?.action, action));
  for (const action of moved) assertNotOvertaken(state.actions.get(action.id)?.action, action);

  state.shards.set(lease.shard, changes.shard);
  for (const memory of changes.services) state.services.set(memory.serviceId, { shard: lease.shard, memory });
  for (const incident of changes.incidents) state.incidents.set(incident.id, incident);
  for (const action of moved) {
    const { scopes = [] } = state.actions.get(action.id) ?? {};
    state.actions.set(action.id, { action, scopes });
  }
  state.timeline.push(...changes.timeline);
  for (const message of changes.outbox) if (!state.outbox.has(message.id)) state.outbox.set(message.id, message);
}

function assertOneOpenPerTarget(incidents: readonly Incident[]): void {
  const open = incidents.filter(isOpen).map((i) => `${i.shard} ${i.serviceId} ${i.containerName}`);
  const twice = open.find((key, i) => open.indexOf(key) !== i);
  if (twice) throw new Error(`two open incidents of one target: ${twice}`);
}

/** What was interrupted is an intent once more, of the same action but for another command. */
const isTakenUpAgain = (stored: Action | undefined, { state, claimedAtMs }: Action): boolean =>
  stored?.state === 'unknown' && state === 'intended' && stored.claimedAtMs === claimedAtMs;

/** `intended` and `sending` are else only repeated. */
const isMoved = (stored: Action | undefined, action: Action): boolean =>
  isTakenUpAgain(stored, action) || (action.state !== 'intended' && action.state !== 'sending');

/** Somebody claimed, sent or finished it since this tick read it: what the tick concluded is out of date. */
function assertNotOvertaken(stored: Action | undefined, action: Action): void {
  if (stored === undefined) throw new Error(`action ${action.id} was never intended`);
  if (isTakenUpAgain(stored, action)) return;
  const overtaken =
    !isInFlight(stored) ||
    stored.claimedAtMs !== action.claimedAtMs ||
    order[stored.state] > order[action.state] ||
    (stored.commandId !== undefined && stored.commandId !== action.commandId);
  if (overtaken) throw new AresError('FENCED', `action ${action.id} is ${stored.state} by now`);
}

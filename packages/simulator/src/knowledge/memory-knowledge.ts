import {
  type Action,
  AresError,
  type Clock,
  type EpochMs,
  type Incident,
  isInFlight,
  type Knowledge,
  type KnowledgeStore,
  type Lease,
  type OutboxMessage,
  type ServiceMemory,
  type TimelineEvent,
} from '@ares/core';
import { findAction, recordAnswer } from './memory-answers.ts';
import { commit } from './memory-commit.ts';
import { claim, giveBack, recordCommand, recordRefusal, storeIntent } from './memory-intent.ts';
import { acquireLease, releaseLease } from './memory-lease.ts';
import { assertKnown, emptyState, fence, isOpen, type MemoryState } from './memory-state.ts';

export interface MemoryKnowledge extends KnowledgeStore {
  setKillSwitch(on: boolean, by?: string, reason?: string): void;
  /** Every call throws STORE_UNAVAILABLE, or only those of the named methods; `[]` repairs the store. */
  breakDown(methods?: readonly (keyof KnowledgeStore)[]): void;
  incidents(): readonly Incident[];
  actions(): readonly Action[];
  services(): readonly ServiceMemory[];
  timeline(): readonly TimelineEvent[];
  outbox(): readonly OutboxMessage[];
}

const methodNames = [
  'acquireLease',
  'releaseLease',
  'beginTick',
  'load',
  'commit',
  'storeIntent',
  'claim',
  'tell',
  'recordCommand',
  'recordRefusal',
  'giveBack',
  'action',
  'recordAnswer',
] as const satisfies readonly (keyof KnowledgeStore)[];

/** The knowledge store in memory, with every promise of its port; its leases run by the given clock. */
export function memoryKnowledge(clock: Clock): MemoryKnowledge {
  const state = emptyState();
  let broken: readonly string[] = [];
  /** One at a time by being synchronous; copies in and out, so that nobody holds the store's own objects. */
  const ask = async <T>(method: keyof KnowledgeStore, answer: () => T): Promise<T> => {
    if (broken.includes(method)) throw new AresError('STORE_UNAVAILABLE', `${method}: no store`, { retryable: true });
    return structuredClone(answer());
  };
  return {
    acquireLease: (shard, holder, ttlMs) =>
      ask('acquireLease', () => acquireLease(state, shard, holder, { nowMs: clock.now(), ttlMs })),
    releaseLease: (shard, holder) => ask('releaseLease', () => releaseLease(state, shard, holder, clock.now())),
    beginTick: (lease, tickKey) => ask('beginTick', () => beginTick(state, lease, tickKey)),
    load: (shard, sinceMs) => ask('load', () => load(state, shard, sinceMs)),
    commit: (lease, changes) => ask('commit', () => commit(state, lease, structuredClone(changes))),
    storeIntent: (lease, action, budgets) =>
      ask('storeIntent', () => storeIntent(state, lease, structuredClone(action), budgets)),
    claim: (actionId, nowMs) => ask('claim', () => claim(state, actionId, nowMs)),
    tell: (lease, events) => ask('tell', () => tell(state, lease, structuredClone(events))),
    recordCommand: (action, commandId, nowMs) =>
      ask('recordCommand', () => recordCommand(state, action, commandId, nowMs)),
    recordRefusal: (action, reason, nowMs) => ask('recordRefusal', () => recordRefusal(state, action, reason, nowMs)),
    giveBack: (action) => ask('giveBack', () => giveBack(state, action)),
    action: (ref) => ask('action', () => findAction(state, ref)),
    recordAnswer: (action, answer) => ask('recordAnswer', () => recordAnswer(state, action, structuredClone(answer))),
    setKillSwitch(on, by = 'test', reason = 'test') {
      state.killSwitch = { on, by, reason, sinceMs: clock.now() };
    },
    breakDown(methods = methodNames) {
      broken = methods;
    },
    incidents: () => [...state.incidents.values()],
    actions: () => [...state.actions.values()].map(({ action }) => action),
    services: () => [...state.services.values()].map(({ memory }) => memory),
    timeline: () => [...state.timeline],
    outbox: () => [...state.outbox.values()],
  };
}

function beginTick(state: MemoryState, lease: Lease, tickKey: string): boolean {
  fence(state, lease);
  const key = `${lease.shard} ${tickKey}`;
  if (state.ticks.has(key)) return false;
  state.ticks.add(key);
  return true;
}

function tell(state: MemoryState, lease: Lease, events: readonly TimelineEvent[]): void {
  fence(state, lease);
  assertKnown(
    state.incidents,
    events.map(({ incidentId }) => incidentId),
  );
  state.timeline.push(...events);
}

const load = (state: MemoryState, shard: string, sinceMs: EpochMs): Knowledge => ({
  killSwitch: state.killSwitch,
  shard: state.shards.get(shard) ?? { unreachable: {}, metricsMissingSinceMs: {} },
  services: [...state.services.values()].filter((s) => s.shard === shard).map(({ memory }) => memory),
  incidents: [...state.incidents.values()].filter((incident) => incident.shard === shard && isOpen(incident)),
  actions: [...state.actions.values()]
    .filter((stored) => isInFlight(stored.action) || (stored.action.finishedAtMs ?? 0) >= sinceMs)
    .map(({ action }) => action)
    .filter((action) => action.shard === shard),
});

import {
  type Action,
  AresError,
  type EpochMs,
  type Incident,
  type KillSwitch,
  type Lease,
  type OutboxMessage,
  type ServiceMemory,
  type ShardMemory,
  type TimelineEvent,
} from '@ares/core';

interface StoredAction {
  readonly action: Action;
  /** Budgets that it counts against. */
  readonly scopes: readonly string[];
}

export interface MemoryState {
  killSwitch: KillSwitch;
  readonly leases: Map<string, Lease & { readonly expiresAtMs: EpochMs }>;
  /** Shard and tick key. */
  readonly ticks: Set<string>;
  readonly shards: Map<string, ShardMemory>;
  readonly services: Map<string, { readonly shard: string; readonly memory: ServiceMemory }>;
  readonly incidents: Map<string, Incident>;
  /** In the order of their intents. */
  readonly actions: Map<string, StoredAction>;
  readonly timeline: TimelineEvent[];
  readonly outbox: Map<string, OutboxMessage>;
}

export const emptyState = (): MemoryState => ({
  killSwitch: { on: false, by: '', reason: '', sinceMs: 0 },
  leases: new Map(),
  ticks: new Set(),
  shards: new Map(),
  services: new Map(),
  incidents: new Map(),
  actions: new Map(),
  timeline: [],
  outbox: new Map(),
});

/** @throws AresError FENCED unless this is the newest lease of its shard, expired or not */
export function fence({ leases }: MemoryState, { shard, holder, epoch }: Lease): void {
  const newest = leases.get(shard);
  if (newest?.epoch === epoch && newest.holder === holder) return;
  throw new AresError('FENCED', `epoch ${epoch} of shard ${shard} is over: the newest is ${newest?.epoch ?? 'none'}`);
}

export const isOpen = ({ state }: Incident): boolean => state === 'open' || state === 'escalated';

/** Every action and every line of a story traces to an incident with its evidence. */
export function assertKnown(incidents: ReadonlyMap<string, Incident>, ids: readonly string[]): void {
  const unknown = ids.find((id) => !incidents.has(id));
  if (unknown !== undefined) throw new Error(`incident ${unknown} was never stored`);
}

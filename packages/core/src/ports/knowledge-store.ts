import type { Action } from '../model/action.ts';
import type { TimelineEvent } from '../model/incident.ts';
import type { Knowledge, Lease, TickChanges } from '../model/knowledge.ts';
import type { EpochMs } from '../model/time.ts';
import type { CommandAnswer } from './command-runner.ts';

/** One counter that an intent has to fit into. */
export interface BudgetClaim {
  /** `service:ID`, `host:ID` or `fleet`, which all shards share */
  readonly scope: string;
  readonly inFlightMax: number;
  readonly perHourMax: number;
}

export type IntentResult = 'stored' | 'in-flight' | 'over-budget' | 'kill-switch' | 'duplicate';

/** An action by its own id, or by the command that its host got. */
export type ActionRef = { readonly actionId: string } | { readonly commandId: string; readonly hostId: string };

export type ClaimResult =
  | { readonly claimed: true; readonly action: Action }
  | { readonly claimed: false; readonly reason: 'not-intended' | 'kill-switch' | 'expired' | 'stale-epoch' };

/**
 * The shared knowledge K of MAPE-K. Every method throws AresError STORE_UNAVAILABLE when the store cannot be
 * reached or refuses to write; every write throws AresError FENCED when a newer lease exists. `commit`,
 * `recordCommand` and `recordRefusal` throw it also when an action has moved on since it was read: somebody claimed,
 * sent or finished it, and what the caller concluded is out of date.
 */
export interface KnowledgeStore {
  /** Takes or renews the shard's lease. A new holder gets a higher epoch; undefined while another holds it. */
  acquireLease(shard: string, holder: string, ttlMs: number): Promise<Lease | undefined>;
  /**
   * Gives one's own lease back; nothing of one's own may follow. Whoever takes it next goes on under the same epoch,
   * since nobody is left whom a higher one would have to stop.
   */
  releaseLease(shard: string, holder: string): Promise<void>;
  /** False if this tick key was decided before. */
  beginTick(lease: Lease, tickKey: string): Promise<boolean>;
  /** @param sinceMs finished actions older than this are left out */
  load(shard: string, sinceMs: EpochMs): Promise<Knowledge>;
  /** All or nothing. */
  commit(lease: Lease, changes: TickChanges): Promise<void>;
  /** Stores the write-ahead intent together with its budgets, in one transaction. */
  storeIntent(lease: Lease, action: Action, budgets: readonly BudgetClaim[]): Promise<IntentResult>;
  /**
   * `intended` → `sending`, only if the kill switch is off, the action has not expired and no lease newer than the
   * one that intended it exists.
   */
  claim(actionId: string, nowMs: EpochMs): Promise<ClaimResult>;
  /** Appends to the story of incidents, between two commits. */
  tell(lease: Lease, events: readonly TimelineEvent[]): Promise<void>;
  /** `sending` → `sent`, with the `sent` event in the incident's story. */
  recordCommand(action: Action, commandId: string, nowMs: EpochMs): Promise<void>;
  /**
   * `sending` → `finished` with the outcome `refused`, told in the incident's story: the host surely never had it.
   */
  recordRefusal(action: Action, reason: string, nowMs: EpochMs): Promise<void>;
  /** `sending` → `intended`: the host surely never had it, and it may be sent again until it expires. */
  giveBack(action: Action): Promise<void>;
  action(ref: ActionRef): Promise<Action | undefined>;
  /**
   * Keeps what was read of a command, for the next tick. It is an observation, so that no lease is asked for; an action
   * that is neither being sent nor sent by now keeps nothing.
   */
  recordAnswer(action: Action, answer: CommandAnswer): Promise<void>;
}

/** All that those who send need of it. */
export type HealStore = Pick<
  KnowledgeStore,
  'claim' | 'recordCommand' | 'recordRefusal' | 'giveBack' | 'action' | 'recordAnswer'
>;

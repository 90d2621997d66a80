import type { SnapshotStore } from '@ares/adapters/aws';
import type { RosterEntry } from '@ares/adapters/postgres';
import type { FeatureHistory } from '@ares/adapters/prometheus';
import type { EpochMs, Log, Trouble } from '@ares/core';
import type { TrainedBaseline, Trainer } from './baseline.ts';
import { inTurns } from './in-turns.ts';
import { type Judgement, judge } from './judge.ts';
import { quietHistory } from './quiet-history.ts';
import { snapshotOf, snapshotSchema } from './snapshot-schema.ts';
import type { HostHistory } from './train-models.ts';

export interface Training {
  /** All features of a host over the window. @throws AresError METRICS_UNAVAILABLE */
  readonly read: (host: RosterEntry) => Promise<readonly FeatureHistory[]>;
  readonly troubles: ReadonlyMap<string, readonly Trouble[]>;
  readonly trainer: Trainer;
  /** Learns the joint models of a host whose turn it is. */
  readonly learn: (history: HostHistory) => Promise<void>;
  readonly snapshots: SnapshotStore;
  readonly nowMs: EpochMs;
  readonly log: Log;
}

const HOSTS_AT_ONCE = 10;

/**
 * Learns the baselines of a shard anew from what its hosts measured while nothing was the matter. The last good ones
 * stay in force where the new ones cannot be trusted, and as a whole where not a single one can.
 * @param name of its snapshot
 */
export async function trainShard(training: Training, name: string, hosts: readonly RosterEntry[]): Promise<Judgement> {
  const { snapshots, nowMs, log } = training;
  const trained = await inTurns(hosts, HOSTS_AT_ONCE, (host) => trainHost(training, host));
  const judgement = judge(trained.flat(), await lastGood(training, name), nowMs);
  for (const refused of judgement.refused.slice(0, 1))
    log.warn('train.refused', { snapshot: name, count: judgement.refused.length, first: refused });
  if (judgement.accepted > 0) await snapshots.put(name, snapshotOf(judgement.baselines));
  return judgement;
}

async function trainHost(training: Training, host: RosterEntry): Promise<readonly TrainedBaseline[]> {
  const { trainer, learn, nowMs } = training;
  const history = await historyOf(training, host);
  await learn(history);
  return trainer(quietHistory(history), nowMs);
}

/** A host that does not answer keeps what was learnt of it. */
async function historyOf({ read, troubles, log }: Training, host: RosterEntry): Promise<HostHistory> {
  const { hostId } = host;
  try {
    return { hostId, measured: await read(host), troubles: troubles.get(hostId) ?? [] };
  } catch (error) {
    log.warn('train.no-history', { hostId, reason: String(error) });
    return { hostId, measured: [], troubles: [] };
  }
}

/** Row 43: a snapshot that is not what was stored counts as none, and is told. */
async function lastGood({ snapshots, log }: Training, name: string): Promise<readonly TrainedBaseline[]> {
  const last = await snapshots.get(name, snapshotSchema);
  if (last.state === 'bad') log.warn('train.snapshot.bad', { snapshot: name, reason: last.reason });
  return last.state === 'good' ? last.value.baselines : [];
}

import type { SnapshotStore } from '@ares/adapters/aws';
import { rankAgreement } from '@ares/adapters/isolation-forest';
import type { Roster, RosterEntry } from '@ares/adapters/postgres';
import { type FeatureHistory, prometheusHistory } from '@ares/adapters/prometheus';
import { PROMETHEUS_PORT } from '@ares/config/aws';
import { type EpochMs, type KnowledgeReader, type Log, troubles } from '@ares/core';
import type { Measure } from '../kit/measure.ts';
import { WINDOW_MS } from './judge.ts';
import { robustTrainer } from './robust-trainer.ts';
import { modelsName, snapshotName } from './snapshot-schema.ts';
import { type HostHistory, trainModels } from './train-models.ts';
import { trainShard } from './train-shard.ts';

export interface TrainDesk {
  readonly fleet: string;
  readonly roster: Pick<Roster, 'shards' | 'hosts'>;
  readonly reader: Pick<KnowledgeReader, 'incidents'>;
  readonly snapshots: SnapshotStore;
  readonly log: Log;
  readonly measure: Measure;
  /** @default the Prometheus of the host */
  readonly read?: (host: RosterEntry, window: { fromMs: EpochMs; toMs: EpochMs }) => Promise<readonly FeatureHistory[]>;
}

const STEP_MS = 300_000;
const HISTORY_TIMEOUT_MS = 5_000;
/** A shard that would not be done in time is left for the next hour. */
const SHARD_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Hours in which the joint models of all hosts are learnt anew, a part of them each hour. */
const TURNS = 6;

/**
 * Trains shard by shard, each hour beginning with another one, so that a fleet that is too large for one invocation
 * is trained in turns.
 * @param untilMs when the invocation ends
 */
export async function trainFleet(
  desk: TrainDesk,
  { nowMs, untilMs, clock = { now: Date.now } }: { nowMs: EpochMs; untilMs: EpochMs; clock?: { now(): EpochMs } },
): Promise<void> {
  const { fleet, roster, reader, snapshots, log, measure, read = readPrometheus } = desk;
  const window = { fromMs: nowMs - WINDOW_MS, toMs: nowMs };
  const shared = {
    snapshots,
    log,
    nowMs,
    trainer: robustTrainer,
    troubles: await troubles(reader, window.fromMs, nowMs),
  };
  for (const shard of inTurn(await roster.shards(), nowMs)) {
    if (clock.now() + SHARD_MS > untilMs) return log.warn('train.out-of-time', { shard });
    const hosts = await roster.hosts(shard);
    const learn = learnInTurn(desk, hosts, nowMs);
    const training = { ...shared, learn, read: (host: RosterEntry) => read(host, window) };
    const { accepted, refused } = await trainShard(training, snapshotName(fleet, shard), hosts);
    log.info('train.completed', { shard, hosts: hosts.length, accepted, refused: refused.length });
    if (refused.length > 0) measure('BaselinesRefused', refused.length);
  }
}

function learnInTurn({ fleet, snapshots, log }: TrainDesk, hosts: readonly RosterEntry[], nowMs: EpochMs) {
  const turn = Math.floor(nowMs / HOUR_MS) % TURNS;
  const inTurn = new Set(hosts.filter((_, place) => place % TURNS === turn).map(({ hostId }) => hostId));
  return async (history: HostHistory): Promise<void> => {
    if (!inTurn.has(history.hostId)) return;
    const training = { snapshots, log, nowMs, referee: rankAgreement };
    await trainModels(training, modelsName(fleet, history.hostId), history);
  };
}

function inTurn(shards: readonly string[], nowMs: EpochMs): readonly string[] {
  const first = shards.length === 0 ? 0 : Math.floor(nowMs / HOUR_MS) % shards.length;
  return [...shards.slice(first), ...shards.slice(0, first)];
}

const readPrometheus: NonNullable<TrainDesk['read']> = (host, window) =>
  prometheusHistory({ url: `http://${host.address}:${PROMETHEUS_PORT}` }).read(
    host,
    { ...window, stepMs: STEP_MS },
    HISTORY_TIMEOUT_MS,
  );

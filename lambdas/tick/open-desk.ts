import { randomUUID } from 'node:crypto';
import { clientConfig, hastyClientConfig, s3Shelf, s3Text, shortPatience, snapshotStore } from '@ares/adapters/aws';
import { postgresKnowledge, postgresOutbox, postgresRoster, postgresSignals } from '@ares/adapters/postgres';
import { policySource } from '@ares/config';
import { healMessage, notificationMessage, type tickEnvironment, tickMessage } from '@ares/config/aws';
import { type Log, recordedAnswers, type ServiceModels, type TickPorts, warmModels } from '@ares/core';
import { S3Client } from '@aws-sdk/client-s3';
import type { z } from 'zod';
import { shardNames } from '../dispatch/shard-of.ts';
import { databasePool } from '../kit/database-pool.ts';
import type { Measure } from '../kit/measure.ts';
import { queues } from '../kit/queues.ts';
import { forests } from './forests.ts';
import { shardReaders } from './shard-readers.ts';
import type { TickDesk } from './tick-desk.ts';

/** Puts the tick of one execution environment together. */
export function openDesk(variables: z.output<typeof tickEnvironment>, log: Log, measure: Measure): TickDesk {
  const pool = databasePool(variables);
  const roster = postgresRoster(pool);
  const { POLICY_BUCKET: bucket, POLICY_KEY: key } = variables;
  const ports: TickPorts = {
    ...shardReaders(roster),
    clock: { now: Date.now },
    answers: recordedAnswers,
    knowledge: postgresKnowledge(pool),
    policy: policySource('the deployed policy', s3Text({ s3: new S3Client(clientConfig), bucket, key })),
    newId: randomUUID,
    log,
    models: modelsOf(variables, log),
  };
  const send = queues();
  return {
    ports,
    holder: `lambda ${randomUUID()}`,
    fleet: variables.ARES_FLEET,
    shards: shardNames(variables.SHARDS),
    upSinceMs: Date.now(),
    roster,
    signals: postgresSignals(pool),
    outbox: postgresOutbox(pool),
    ticks: send(variables.TICKS_QUEUE_URL, tickMessage),
    actions: send(variables.ACTIONS_QUEUE_URL, healMessage),
    notifications: send(variables.NOTIFICATIONS_QUEUE_URL, notificationMessage),
    measure,
  };
}

/** Once held up by S3, ticks do without it for four slots. */
const PATIENCE = { timeoutMs: 1_500, restMs: 60_000 };
/**
 * Any shard may come to any environment, so each has models of the whole fleet: 100 hosts of seven or eight services. A
 * service takes 0.95 MB (`npm run bench -- fleet`), and with all else that fits into the memory of the function. In a
 * larger fleet each environment has another part of the hosts, and some hosts are in none.
 */
const SERVICES_MAX = 750;

function modelsOf(
  { SNAPSHOTS_BUCKET, WARM_MODELS_BUCKET: bucket, ARES_FLEET: fleet }: z.output<typeof tickEnvironment>,
  log: Log,
): ServiceModels {
  const s3 = new S3Client(hastyClientConfig);
  const patience = shortPatience(PATIENCE);
  const stored = snapshotStore({ s3, bucket: SNAPSHOTS_BUCKET });
  const snapshots: typeof stored.get = (name, schema) => patience(() => stored.get(name, schema));
  return warmModels({
    shelf: s3Shelf({ s3, bucket, prefix: fleet, patience }),
    forestOf: forests({ fleet, snapshots: { get: snapshots }, log }),
    log,
    now: Date.now,
    servicesMax: SERVICES_MAX,
  });
}

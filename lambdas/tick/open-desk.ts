import { randomUUID } from 'node:crypto';
import { clientConfig, s3Text } from '@ares/adapters/aws';
import { postgresKnowledge, postgresOutbox, postgresRoster, postgresSignals } from '@ares/adapters/postgres';
import { policySource } from '@ares/config';
import { healMessage, notificationMessage, type tickEnvironment, tickMessage } from '@ares/config/aws';
import { type Log, recordedAnswers, type TickPorts } from '@ares/core';
import { S3Client } from '@aws-sdk/client-s3';
import type { z } from 'zod';
import { shardNames } from '../dispatch/shard-of.ts';
import { databasePool } from '../kit/database-pool.ts';
import type { Measure } from '../kit/measure.ts';
import { queues } from '../kit/queues.ts';
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

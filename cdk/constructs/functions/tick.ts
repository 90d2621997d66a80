import { tickEnvironment } from '@ares/config/aws';
import type { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import type { Queues } from '../queues/queues.ts';
import { allow, allowSend } from './allow.ts';
import { AresFunction } from './ares-function.ts';
import { databaseEnvironment } from './database-environment.ts';
import { environmentOf } from './environment-of.ts';
import type { DatabaseContext } from './function-context.ts';
import type { SnapshotsBucket } from './snapshots-bucket.ts';
import type { WarmModelsBucket } from './warm-models-bucket.ts';

interface TickProps extends DatabaseContext {
  readonly queues: Queues;
  readonly shards: number;
  /** The policy in force, a file of the deployment */
  readonly policy: Asset;
  readonly snapshots: SnapshotsBucket;
  readonly warmModels: WarmModelsBucket;
}

/** Reads hosts, decides, and wakes others. It may send a command to no host. */
export function tickFunction(scope: Construct, props: TickProps): AresFunction {
  const { queues, policy, shards, snapshots, warmModels, fleet, network, database, logRetentionDays } = props;
  const { ticks, actions, notifications } = queues.polled;
  const environment = environmentOf(tickEnvironment, {
    ...databaseEnvironment(props, 'tick'),
    TICKS_QUEUE_URL: ticks.queue.queueUrl,
    ACTIONS_QUEUE_URL: actions.queue.queueUrl,
    NOTIFICATIONS_QUEUE_URL: notifications.queue.queueUrl,
    POLICY_BUCKET: policy.s3BucketName,
    POLICY_KEY: policy.s3ObjectKey,
    SHARDS: shards,
    SNAPSHOTS_BUCKET: snapshots.bucketName,
    WARM_MODELS_BUCKET: warmModels.bucketName,
  });
  const tick = new AresFunction(scope, 'Tick', { name: 'tick', logRetentionDays, environment, network });
  database.grantSignIn(tick, 'tick');
  allowSend(tick, ticks.queue, actions.queue, notifications.queue);
  // The bucket of assets has the code of every stack in it: this one file, and no listing.
  allow(tick, 's3:GetObject', policy.bucket.arnForObjects(policy.s3ObjectKey));
  for (const bucket of [snapshots, warmModels]) bucket.allowModels(tick, fleet);
  return tick;
}

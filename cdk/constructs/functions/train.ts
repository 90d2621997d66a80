import { trainEnvironment } from '@ares/config/aws';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AresFunction } from './ares-function.ts';
import { databaseEnvironment } from './database-environment.ts';
import { environmentOf } from './environment-of.ts';
import type { DatabaseContext } from './function-context.ts';
import type { SnapshotsBucket } from './snapshots-bucket.ts';

interface TrainProps extends DatabaseContext {
  readonly snapshots: SnapshotsBucket;
  readonly deadLetterQueue: IQueue;
}

/** Reads history, writes snapshots; decides nothing. */
export function trainFunction(scope: Construct, props: TrainProps): AresFunction {
  const { snapshots, network, database, logRetentionDays, deadLetterQueue } = props;
  const environment = environmentOf(trainEnvironment, {
    ...databaseEnvironment(props, 'train'),
    SNAPSHOTS_BUCKET: snapshots.bucketName,
  });
  const train = new AresFunction(scope, 'Train', {
    name: 'train',
    logRetentionDays,
    environment,
    network,
    failedEvents: deadLetterQueue,
  });
  database.grantSignIn(train, 'train');
  snapshots.allowSnapshots(train);
  return train;
}

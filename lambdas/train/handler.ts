import { clientConfig, snapshotStore } from '@ares/adapters/aws';
import { postgresReader, postgresRoster } from '@ares/adapters/postgres';
import { trainEnvironment } from '@ares/config/aws';
import { Logger } from '@aws-lambda-powertools/logger';
import { S3Client } from '@aws-sdk/client-s3';
import type { Handler } from 'aws-lambda';
import { databasePool } from '../kit/database-pool.ts';
import { environment } from '../kit/environment.ts';
import { logOf } from '../kit/log-of.ts';
import { metricsOf } from '../kit/metrics-of.ts';
import { trainFleet } from './train-fleet.ts';

const variables = environment(trainEnvironment);
const logger = new Logger({ serviceName: 'ares-train' });
const metrics = metricsOf('train', variables.ARES_FLEET);
const pool = databasePool(variables);
const desk = {
  fleet: variables.ARES_FLEET,
  roster: postgresRoster(pool),
  reader: postgresReader(pool),
  snapshots: snapshotStore({ s3: new S3Client(clientConfig), bucket: variables.SNAPSHOTS_BUCKET }),
  log: logOf(logger),
  measure: metrics.measure,
};

export const handler: Handler<unknown, void> = async (_, context) => {
  logger.addContext(context);
  const nowMs = Date.now();
  await trainFleet(desk, { nowMs, untilMs: nowMs + context.getRemainingTimeInMillis() });
  metrics.flush();
};

import { clientConfig, ssmCommandRunner } from '@ares/adapters/aws';
import { postgresHealStore } from '@ares/adapters/postgres';
import { healEnvironment, healMessage, tickMessage } from '@ares/config/aws';
import { Logger } from '@aws-lambda-powertools/logger';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { SQSHandler } from 'aws-lambda';
import { answerBatch } from '../kit/answer-batch.ts';
import { databasePool } from '../kit/database-pool.ts';
import { environment } from '../kit/environment.ts';
import { logOf } from '../kit/log-of.ts';
import { metricsOf } from '../kit/metrics-of.ts';
import { queues } from '../kit/queues.ts';
import type { HealDesk } from './heal-desk.ts';
import { onMessage } from './on-message.ts';

const variables = environment(healEnvironment);
const logger = new Logger({ serviceName: 'ares-heal' });
const metrics = metricsOf('heal', variables.ARES_FLEET);
const { DOCUMENT_NAME: name, DOCUMENT_VERSION: version, DOCUMENT_HASH: hash } = variables;
const queue = queues();
const desk: HealDesk = {
  clock: { now: Date.now },
  log: logOf(logger),
  knowledge: postgresHealStore(databasePool(variables)),
  commands: ssmCommandRunner({ ssm: new SSMClient(clientConfig), document: { name, version, hash } }),
  later: queue(variables.FOLLOW_QUEUE_URL, healMessage),
  ticks: queue(variables.TICKS_QUEUE_URL, tickMessage),
  measure: metrics.measure,
};

export const handler: SQSHandler = async (event, context) => {
  logger.addContext(context);
  const answer = await answerBatch(event, context, logger, ({ body }) => onMessage(desk, body));
  metrics.flush();
  return answer;
};

import { tickEnvironment } from '@ares/config/aws';
import { Logger } from '@aws-lambda-powertools/logger';
import type { SQSHandler } from 'aws-lambda';
import { answerBatch } from '../kit/answer-batch.ts';
import { environment } from '../kit/environment.ts';
import { logOf } from '../kit/log-of.ts';
import { metricsOf } from '../kit/metrics-of.ts';
import { deliver } from './deliver.ts';
import { openDesk } from './open-desk.ts';

const variables = environment(tickEnvironment);
const logger = new Logger({ serviceName: 'ares-tick' });
const metrics = metricsOf('tick', variables.ARES_FLEET);
const desk = openDesk(variables, logOf(logger), metrics.measure);

export const handler: SQSHandler = async (event, context) => {
  logger.addContext(context);
  const failed = await deliver(desk, event.Records);
  for (const [messageId, error] of failed) logger.error('tick.failed', { messageId, error });
  metrics.flush();
  return answerBatch(event, context, async ({ messageId }) => {
    const error = failed.get(messageId);
    if (error) throw error;
  });
};

import { tickEnvironment } from '@ares/config/aws';
import { Logger } from '@aws-lambda-powertools/logger';
import type { SQSHandler } from 'aws-lambda';
import { environment } from '../kit/environment.ts';
import { logOf } from '../kit/log-of.ts';
import { metricsOf } from '../kit/metrics-of.ts';
import { answerTicks } from './answer-ticks.ts';
import { openDesk } from './open-desk.ts';

const variables = environment(tickEnvironment);
const logger = new Logger({ serviceName: 'ares-tick' });
const metrics = metricsOf('tick', variables.ARES_FLEET);
const desk = openDesk(variables, logOf(logger), metrics.measure);

export const handler: SQSHandler = async (event, context) => {
  logger.addContext(context);
  const answer = await answerTicks(desk, event, context, logger);
  metrics.flush();
  return answer;
};

import { notifyEnvironment } from '@ares/config/aws';
import { Logger } from '@aws-lambda-powertools/logger';
import { getParameter } from '@aws-lambda-powertools/parameters/ssm';
import type { SQSHandler } from 'aws-lambda';
import { answerBatch } from '../kit/answer-batch.ts';
import { environment } from '../kit/environment.ts';
import { logOf } from '../kit/log-of.ts';
import { metricsOf } from '../kit/metrics-of.ts';
import { deskOf } from './desk-of.ts';
import { findDashboard } from './find-dashboard.ts';
import { FRESH } from './fresh.ts';
import { tell } from './tell.ts';

const variables = environment(notifyEnvironment);
const logger = new Logger({ serviceName: 'ares-notify' });
const log = logOf(logger);
const metrics = metricsOf('notify', variables.ARES_FLEET);
const openDesk = deskOf(variables, log, metrics.measure);

export const handler: SQSHandler = async (event, context) => {
  logger.addContext(context);
  const dashboardUrl = await findDashboard(() => getParameter(variables.DASHBOARD_URL_PARAMETER, FRESH), log);
  const desk = openDesk(dashboardUrl);
  const answer = await answerBatch(event, context, logger, ({ body }) => tell(desk, body));
  metrics.flush();
  return answer;
};

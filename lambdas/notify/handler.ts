import { clientConfig } from '@ares/adapters/aws';
import { channelNotifiers, snsNotifier } from '@ares/adapters/notify';
import { notificationMessage, notifyEnvironment } from '@ares/config/aws';
import { Logger } from '@aws-lambda-powertools/logger';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { getParameter } from '@aws-lambda-powertools/parameters/ssm';
import { SNSClient } from '@aws-sdk/client-sns';
import type { SQSHandler } from 'aws-lambda';
import { answerBatch } from '../kit/answer-batch.ts';
import { environment } from '../kit/environment.ts';
import { logOf } from '../kit/log-of.ts';
import { metricsOf } from '../kit/metrics-of.ts';
import { queues } from '../kit/queues.ts';
import { findDashboard } from './find-dashboard.ts';
import { type NotifyDesk, tell } from './tell.ts';

const fresh = { maxAge: 300 };
const variables = environment(notifyEnvironment);
const { TOPIC_ARN: topicArn, CHANNELS_SECRET_ARN: secret, DASHBOARD_URL_PARAMETER: parameter } = variables;
const logger = new Logger({ serviceName: 'ares-notify' });
const log = logOf(logger);
const metrics = metricsOf('notify', variables.ARES_FLEET);
const sns = new SNSClient(clientConfig);
const notifications = queues()(variables.NOTIFICATIONS_QUEUE_URL, notificationMessage);

const deskOf = (dashboardUrl: string | undefined): NotifyDesk => ({
  fleet: variables.ARES_FLEET,
  sns: snsNotifier({ sns, topicArn, dashboardUrl }),
  others: async () => channelNotifiers((await getSecret(secret, fresh)) ?? '', { dashboardUrl }),
  notifications,
  measure: metrics.measure,
  log,
});

export const handler: SQSHandler = async (event, context) => {
  logger.addContext(context);
  const desk = deskOf(await findDashboard(() => getParameter(parameter, fresh), log));
  const answer = await answerBatch(event, context, logger, ({ body }) => tell(desk, body));
  metrics.flush();
  return answer;
};

import { clientConfig } from '@ares/adapters/aws';
import { channelNotifiers, snsNotifier } from '@ares/adapters/notify';
import { notificationMessage, notifyEnvironment } from '@ares/config/aws';
import { Logger } from '@aws-lambda-powertools/logger';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { SNSClient } from '@aws-sdk/client-sns';
import type { SQSHandler } from 'aws-lambda';
import { answerBatch } from '../kit/answer-batch.ts';
import { environment } from '../kit/environment.ts';
import { logOf } from '../kit/log-of.ts';
import { metricsOf } from '../kit/metrics-of.ts';
import { queues } from '../kit/queues.ts';
import { type NotifyDesk, tell } from './tell.ts';

const SECRET_SECONDS = 300;

const variables = environment(notifyEnvironment);
const { TOPIC_ARN: topicArn, CHANNELS_SECRET_ARN: secret, DASHBOARD_URL: dashboardUrl } = variables;
const logger = new Logger({ serviceName: 'ares-notify' });
const metrics = metricsOf('notify', variables.ARES_FLEET);
const desk: NotifyDesk = {
  fleet: variables.ARES_FLEET,
  sns: snsNotifier({ sns: new SNSClient(clientConfig), topicArn, dashboardUrl }),
  others: async () => channelNotifiers((await getSecret(secret, { maxAge: SECRET_SECONDS })) ?? '', { dashboardUrl }),
  notifications: queues()(variables.NOTIFICATIONS_QUEUE_URL, notificationMessage),
  measure: metrics.measure,
  log: logOf(logger),
};

export const handler: SQSHandler = async (event, context) => {
  logger.addContext(context);
  const answer = await answerBatch(event, context, logger, ({ body }) => tell(desk, body));
  metrics.flush();
  return answer;
};

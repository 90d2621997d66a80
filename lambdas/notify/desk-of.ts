import { clientConfig } from '@ares/adapters/aws';
import { channelNotifiers, snsNotifier } from '@ares/adapters/notify';
import { notificationMessage, type notifyEnvironment } from '@ares/config/aws';
import type { Log } from '@ares/core';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { SNSClient } from '@aws-sdk/client-sns';
import type { z } from 'zod';
import type { Measure } from '../kit/measure.ts';
import { queues } from '../kit/queues.ts';
import { FRESH } from './fresh.ts';
import type { NotifyDesk } from './tell.ts';

/** Whom one execution environment tells, and where. */
export function deskOf(
  variables: z.output<typeof notifyEnvironment>,
  log: Log,
  measure: Measure,
): (dashboardUrl: string | undefined) => NotifyDesk {
  const { TOPIC_ARN: topicArn, CHANNELS_SECRET_ARN: secret } = variables;
  const sns = new SNSClient(clientConfig);
  const notifications = queues()(variables.NOTIFICATIONS_QUEUE_URL, notificationMessage);
  return (dashboardUrl) => ({
    fleet: variables.ARES_FLEET,
    sns: snsNotifier({ sns, topicArn, dashboardUrl }),
    others: async () => channelNotifiers((await getSecret(secret, FRESH)) ?? '', { dashboardUrl }),
    notifications,
    measure,
    log,
  });
}

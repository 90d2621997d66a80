import { dashboardUrlParameter, notifyEnvironment } from '@ares/config/aws';
import { CfnOutput, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { AlarmTopic } from '../alarms/alarm-topic.ts';
import { allow, allowSend } from './allow.ts';
import { AresFunction } from './ares-function.ts';
import { environmentOf } from './environment-of.ts';
import type { FunctionContext } from './function-context.ts';

interface NotifyProps extends FunctionContext {
  /** Context value `fleet` */
  readonly deployment: string;
  readonly topic: AlarmTopic;
  readonly notifications: IQueue;
}

/** Outside the VPC, where the internet is. Channels beside the topic are in a secret that people fill in. */
export function notifyFunction(scope: Construct, props: NotifyProps): AresFunction {
  const { fleet, deployment, logRetentionDays, topic, notifications } = props;
  const dashboardUrl = dashboardUrlParameter(deployment);
  const channels = channelsSecret(scope, fleet);
  new CfnOutput(Stack.of(scope), 'ChannelsSecretArn', { value: channels.secretArn });
  const environment = environmentOf(notifyEnvironment, {
    ARES_FLEET: fleet,
    TOPIC_ARN: topic.topicArn,
    NOTIFICATIONS_QUEUE_URL: notifications.queueUrl,
    CHANNELS_SECRET_ARN: channels.secretArn,
    DASHBOARD_URL_PARAMETER: dashboardUrl,
  });
  const notify = new AresFunction(scope, 'Notify', { name: 'notify', logRetentionDays, environment });
  topic.allowPublish(notify);
  allow(notify, 'secretsmanager:GetSecretValue', channels.secretArn);
  // By its name: the stack that writes it builds upon this one.
  const resourceName = dashboardUrl.slice(1);
  allow(notify, 'ssm:GetParameter', Stack.of(scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName }));
  allowSend(notify, notifications);
  return notify;
}

/** Begins without a channel; a deployment never writes over what people put into it. */
function channelsSecret(scope: Construct, fleet: string): Secret {
  const channels = new Secret(scope, 'Channels', {
    description: `Channels that ARES tells about the fleet ${fleet}, as JSON; see docs/notify.md`,
    secretStringValue: SecretValue.unsafePlainText('{}'),
  });
  const reason = 'Addresses and keys of other services, which only their owners can rotate';
  Validations.of(channels).acknowledge({ id: 'AwsSolutions-SMG4', reason });
  return channels;
}

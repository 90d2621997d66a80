import { dispatchEnvironment } from '@ares/config/aws';
import type { Construct } from 'constructs';
import type { Queues } from '../queues/queues.ts';
import { allow, allowEverywhere, allowSend } from './allow.ts';
import { AresFunction } from './ares-function.ts';
import { environmentOf } from './environment-of.ts';
import type { FunctionContext } from './function-context.ts';

interface DispatchProps extends FunctionContext {
  readonly queues: Queues;
  readonly shards: number;
  /** The most hosts of the fleet: the budget of CloudWatch reads follows from it */
  readonly hosts: number;
}

/** Three series of a host, every five minutes. */
const METRICS_PER_HOST_AND_HOUR = 3 * 12;

/** Outside the VPC: it needs neither the database nor a host. */
export function dispatchFunction(scope: Construct, { fleet, logRetentionDays, ...props }: DispatchProps): AresFunction {
  const { queues, shards, hosts } = props;
  const ticks = queues.polled.ticks.queue;
  const deadLetters = queues.deadLetters().map(({ queue }) => queue);
  const environment = environmentOf(dispatchEnvironment, {
    ARES_FLEET: fleet,
    TICKS_QUEUE_URL: ticks.queueUrl,
    SHARDS: shards,
    CLOUDWATCH_METRICS_PER_HOUR: hosts * METRICS_PER_HOST_AND_HOUR,
    DEAD_LETTER_QUEUE_URLS: deadLetters.map(({ queueUrl }) => queueUrl).join(' '),
  });
  const dispatch = new AresFunction(scope, 'Dispatch', {
    name: 'dispatch',
    logRetentionDays,
    environment,
    failedEvents: 'forgotten',
  });
  allowSend(dispatch, ticks);
  allow(dispatch, 'sqs:GetQueueAttributes', ...deadLetters.map(({ queueArn }) => queueArn));
  allowEverywhere(dispatch, 'ec2:DescribeInstances', 'cloudwatch:GetMetricData');
  return dispatch;
}

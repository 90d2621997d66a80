import { dispatchEnvironment } from '@ares/config/aws';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { allowEverywhere, allowSend } from './allow.ts';
import { AresFunction } from './ares-function.ts';
import { environmentOf } from './environment-of.ts';
import type { FunctionContext } from './function-context.ts';

interface DispatchProps extends FunctionContext {
  readonly ticks: IQueue;
  readonly deadLetterQueue: IQueue;
  readonly shards: number;
  /** The most hosts of the fleet: the budget of CloudWatch reads follows from it */
  readonly hosts: number;
}

/** Three series of a host, every five minutes. */
const METRICS_PER_HOST_AND_HOUR = 3 * 12;

/** Outside the VPC: it needs neither the database nor a host. */
export function dispatchFunction(scope: Construct, { fleet, logRetentionDays, ...props }: DispatchProps): AresFunction {
  const { ticks, deadLetterQueue, shards, hosts } = props;
  const environment = environmentOf(dispatchEnvironment, {
    ARES_FLEET: fleet,
    TICKS_QUEUE_URL: ticks.queueUrl,
    SHARDS: shards,
    CLOUDWATCH_METRICS_PER_HOUR: hosts * METRICS_PER_HOST_AND_HOUR,
  });
  const dispatch = new AresFunction(scope, 'Dispatch', {
    name: 'dispatch',
    logRetentionDays,
    environment,
    deadLetterQueue,
  });
  allowSend(dispatch, ticks);
  allowEverywhere(dispatch, 'ec2:DescribeInstances', 'cloudwatch:GetMetricData');
  return dispatch;
}

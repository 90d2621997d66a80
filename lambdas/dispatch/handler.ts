import { clientConfig, cloudWatchSignals } from '@ares/adapters/aws';
import { listHosts } from '@ares/adapters/aws/ec2';
import { dispatchEnvironment, tickMessage } from '@ares/config/aws';
import { Logger } from '@aws-lambda-powertools/logger';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import type { Handler } from 'aws-lambda';
import { environment } from '../kit/environment.ts';
import { logOf } from '../kit/log-of.ts';
import { queues } from '../kit/queues.ts';
import { awakeKeeper } from './awake-keeper.ts';
import { budgetedSignals } from './budgeted-signals.ts';
import { dispatch } from './dispatch.ts';
import { leanInstances } from './lean-instances.ts';
import { reachable } from './reachable.ts';
import { scheduleTime } from './schedule-time.ts';

const variables = environment(dispatchEnvironment);
const logger = new Logger({ serviceName: 'ares-dispatch' });
const [clock, log] = [{ now: Date.now }, logOf(logger)];
const [ec2, read] = [leanInstances(new EC2Client(clientConfig)), cloudWatchSignals(new CloudWatchClient(clientConfig))];
const ports = {
  clock,
  hosts: reachable(() => listHosts(ec2, variables.ARES_FLEET), log),
  signals: budgetedSignals({ read, metricsPerHour: variables.CLOUDWATCH_METRICS_PER_HOUR, clock, log }),
  ticks: queues()(variables.TICKS_QUEUE_URL, tickMessage),
  shards: variables.SHARDS,
  keepAwake: awakeKeeper(variables.DEAD_LETTER_QUEUE_URLS, log),
};

export const handler: Handler<unknown, void> = async (event, context) => {
  logger.addContext(context);
  const { hosts, slots } = await dispatch(ports, scheduleTime(event, clock.now()));
  logger.info('dispatch.completed', { hosts, slots });
};

import { FLEET_TAG, healEnvironment } from '@ares/config/aws';
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Queues } from '../queues/queues.ts';
import { allow, allowEverywhere, allowSend } from './allow.ts';
import { AresFunction } from './ares-function.ts';
import { databaseEnvironment } from './database-environment.ts';
import { environmentOf } from './environment-of.ts';
import type { DatabaseContext } from './function-context.ts';

/** The one document that is sent, as it was read after its registration. */
export interface PinnedDocument {
  readonly documentName: string;
  readonly arn: string;
  readonly version: string;
  readonly hash: string;
}

interface HealProps extends DatabaseContext {
  readonly queues: Queues;
  readonly document: PinnedDocument;
}

/** The only function that has a host run anything, and only our document on hosts of our fleet. */
export function healFunction(scope: Construct, props: HealProps): AresFunction {
  const { queues, document, network, database, logRetentionDays } = props;
  const { ticks, follow } = queues.polled;
  const environment = environmentOf(healEnvironment, {
    ...databaseEnvironment(props, 'heal'),
    TICKS_QUEUE_URL: ticks.queue.queueUrl,
    FOLLOW_QUEUE_URL: follow.queue.queueUrl,
    DOCUMENT_NAME: document.documentName,
    DOCUMENT_VERSION: document.version,
    DOCUMENT_HASH: document.hash,
  });
  const heal = new AresFunction(scope, 'Heal', { name: 'heal', logRetentionDays, environment, network });
  database.grantSignIn(heal, 'heal');
  allowSend(heal, ticks.queue, follow.queue);
  allow(heal, 'ssm:SendCommand', document.arn);
  allowSendToFleet(heal, props.fleet);
  allowEverywhere(heal, 'ssm:GetCommandInvocation', 'ssm:ListCommands');
  return heal;
}

function allowSendToFleet(heal: AresFunction, fleet: string): void {
  const instances = Stack.of(heal).formatArn({ service: 'ec2', resource: 'instance', resourceName: '*' });
  const conditions = { StringEquals: { [`ssm:resourceTag/${FLEET_TAG}`]: fleet } };
  heal.addToRolePolicy(new PolicyStatement({ actions: ['ssm:SendCommand'], resources: [instances], conditions }));
}

import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Database } from '../constructs/database/database.ts';
import type { AresFunction } from '../constructs/functions/ares-function.ts';
import type { LoopFunction } from '../constructs/functions/loop-functions.ts';
import type { Queues } from '../constructs/queues/queues.ts';

interface Told {
  readonly queues: Queues;
  readonly functions: Readonly<Record<LoopFunction, AresFunction>>;
  readonly database: Database;
  readonly topic: ITopic;
  readonly documentName: string;
}

/** What `npx ares deploy`, a runbook or a test needs to find its way: `TicksQueueUrl`, `TickFunctionName`, `TickLogGroup`, … */
export function tellOutputs(stack: Stack, { queues, functions, database, topic, documentName }: Told): void {
  const tell = (name: string, value: string) => new CfnOutput(stack, name, { value });
  for (const [name, { queue, deadLetters }] of Object.entries(queues.polled)) {
    tell(`${capital(name)}QueueUrl`, queue.queueUrl);
    tell(`${capital(name)}DeadLettersUrl`, deadLetters.queueUrl);
  }
  tell('UndeliveredUrl', queues.undelivered.queueUrl);
  for (const [name, target] of Object.entries(functions)) {
    tell(`${capital(name)}FunctionName`, target.functionName);
    tell(`${capital(name)}LogGroup`, target.logGroup.logGroupName);
  }
  tell('DatabaseHost', database.instance.instanceEndpoint.hostname);
  tell('DatabaseMasterSecretArn', database.masterSecret.secretArn);
  tell('TopicArn', topic.topicArn);
  tell('RemediationDocument', documentName);
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

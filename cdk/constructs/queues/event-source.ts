import { Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

interface Polling {
  readonly maxConcurrency: number;
  readonly batchSize: number;
}

/** Wakes a function by a queue. One bad message of a batch comes back alone. */
export function wakeBy(target: IFunction, queue: IQueue, { maxConcurrency, batchSize }: Polling): void {
  target.addEventSource(
    new SqsEventSource(queue, {
      batchSize,
      maxConcurrency,
      reportBatchItemFailures: true,
    }),
  );
  const reason = 'SQS knows no such destination: the queue has dead letters of its own';
  Validations.of(target).acknowledge({ id: 'Serverless-LambdaEventSourceMappingDestination', reason });
}

import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from '../../testing/test-stack.ts';
import { AresFunction } from '../functions/ares-function.ts';
import { deadLetterQueue } from '../queues/wake-queue.ts';
import { Schedule } from './schedule.ts';

const template = templateOf((stack) => {
  const queue = deadLetterQueue(stack, 'Undelivered');
  const target = new AresFunction(stack, 'Dispatch', { name: 'dispatch', logRetentionDays: 30, environment: {} });
  new Schedule(stack, 'EveryMinute', {
    description: 'test',
    expression: 'rate(1 minute)',
    target,
    deadLetterQueue: queue,
  });
});

test('comes on the minute, and an event that is older than the next one is put aside', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(1 minute)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: Match.objectLike({
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Undelivered'), 'Arn'] } },
      RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2 },
    }),
  });
});

test('leaves the event as the scheduler makes it: the functions read the time that was meant from it', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', { Target: { Input: Match.absent() } });
});

test('may invoke this one function and write to this one queue', () => {
  const [policy] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => id.startsWith('Every'));
  const statements: { Action: string; Resource: { 'Fn::GetAtt': string[] } }[] =
    policy?.[1].Properties.PolicyDocument.Statement;
  expect(statements.map(({ Action, Resource }) => [Action, Resource['Fn::GetAtt'][1]])).toEqual([
    ['lambda:InvokeFunction', 'Arn'],
    ['sqs:SendMessage', 'Arn'],
  ]);
});

test('only the scheduler of this account may take the role', () => {
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: Match.objectLike({
      Statement: [
        Match.objectLike({
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ],
    }),
  });
});

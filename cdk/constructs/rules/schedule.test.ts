import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from '../../testing/test-stack.ts';
import { AresFunction } from '../functions/ares-function.ts';
import { deadLetterQueue } from '../queues/wake-queue.ts';
import { Schedule } from './schedule.ts';

const template = templateOf((stack) => {
  const queue = deadLetterQueue(stack, 'Undelivered');
  const target = new AresFunction(stack, 'Train', { name: 'train', logRetentionDays: 30, environment: {} });
  const about = { description: 'test', target };
  new Schedule(stack, 'EveryMinute', { ...about, expression: 'cron(* * * * ? *)' });
  new Schedule(stack, 'EveryDay', { ...about, expression: 'rate(1 day)', input: { kind: 'prune' } });
  new Schedule(stack, 'EveryHour', { ...about, expression: 'rate(1 hour)', deadLetterQueue: queue });
});

test('comes when it is meant to, and an event that is a minute old is put aside', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(1 hour)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: Match.objectLike({
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Undelivered'), 'Arn'] } },
      RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2 },
    }),
  });
});

test('events of which the next one is as good are put aside nowhere', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(* * * * ? *)',
    Target: { DeadLetterConfig: Match.absent() },
  });
});

test('tells the time that was meant, or what it is told to', () => {
  const told = Object.values(template.findResources('AWS::Scheduler::Schedule')).map(({ Properties }) => [
    Properties.ScheduleExpression,
    JSON.parse(Properties.Target.Input),
  ]);
  const time = '<aws.scheduler.scheduled-time>';
  expect(Object.fromEntries(told)).toEqual({
    'cron(* * * * ? *)': { time },
    'rate(1 hour)': { time },
    'rate(1 day)': { kind: 'prune' },
  });
});

test('may invoke this one function and write to this one queue', () => {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
  const [policy] = policies.filter(([id]) => id.startsWith('EveryHour'));
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

import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { controlPlaneParts } from '../../testing/control-plane-parts.ts';
import { templateOf } from '../../testing/test-stack.ts';
import { deadLetterQueue } from '../queues/wake-queue.ts';
import { AresFunction } from './ares-function.ts';

const outside = templateOf((stack) => {
  const failedEvents = deadLetterQueue(stack, 'DeadLetters');
  const environment = { ARES_FLEET: 'shop' };
  new AresFunction(stack, 'Dispatch', { name: 'dispatch', logRetentionDays: 14, environment, failedEvents });
});

const inside = templateOf((stack) => {
  const { network } = controlPlaneParts(stack);
  new AresFunction(stack, 'Heal', { name: 'heal', logRetentionDays: 14, environment: {}, network });
});

test('every function runs on arm64 with Node 24, and says what it is for', () => {
  outside.hasResourceProperties('AWS::Lambda::Function', {
    Architectures: ['arm64'],
    Runtime: 'nodejs24.x',
    MemorySize: 512,
    Timeout: 50,
    Description: Match.stringLikeRegexp('^ARES dispatch: '),
    Environment: {
      Variables: Match.objectLike({
        ARES_FLEET: 'shop',
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: 'ares-dispatch',
      }),
    },
  });
});

test('its log is its own, and kept for as long as asked', () => {
  outside.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 14 });
  outside.hasResourceProperties('AWS::Lambda::Function', {
    LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('^DispatchLog') } },
  });
});

test('outside the VPC it may log, and set aside an event that failed; nothing else', () => {
  expect(actionsOf(outside)).toEqual([['logs:CreateLogStream', 'logs:PutLogEvents'], ['sqs:SendMessage']]);
  outside.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    MaximumEventAgeInSeconds: 60,
    MaximumRetryAttempts: 1,
  });
});

test('inside it reaches AWS over both protocols and trusts the database’s certificates', () => {
  const variables = {
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    NODE_OPTIONS: '--enable-source-maps --dns-result-order=ipv6first',
    NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
  };
  inside.hasResourceProperties('AWS::Lambda::Function', {
    VpcConfig: Match.objectLike({ Ipv6AllowedForDualStack: true }),
    Environment: { Variables: Match.objectLike(variables) },
  });
});

test('Lambda may attach it, its own code may not', () => {
  const [, allow, deny] = statementsOf(inside);
  expect(allow).toMatchObject({ Effect: 'Allow', Resource: '*' });
  expect(deny).toMatchObject({ Effect: 'Deny', Action: allow?.Action, Resource: '*' });
  expect(Object.keys(deny?.Condition?.ArnLike ?? {})).toEqual(['lambda:SourceFunctionArn']);
});

interface Statement {
  readonly Action: string | string[];
  readonly Condition?: { readonly ArnLike?: Record<string, unknown> };
}

const statementsOf = (template: typeof outside): Statement[] =>
  Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );

const actionsOf = (template: typeof outside): string[][] => statementsOf(template).map(({ Action }) => [Action].flat());

import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from '../../testing/test-stack.ts';
import { deadLetterQueue } from '../queues/wake-queue.ts';
import { AlarmTopic } from './alarm-topic.ts';

const withTopic = (email: string | undefined) =>
  templateOf((stack) => {
    new AlarmTopic(stack, 'Topic', { fleet: 'shop', email, deadLetterQueue: deadLetterQueue(stack, 'Undelivered') });
  });

test('CloudWatch of this account may publish, and use the key for it', () => {
  const fromHere = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
  const cloudWatch = { Principal: { Service: 'cloudwatch.amazonaws.com' }, Effect: 'Allow', Condition: fromHere };
  const template = withTopic(undefined);
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ ...cloudWatch, Action: 'sns:Publish' })]) },
  });
  const key = Match.objectLike({ ...cloudWatch, Action: ['kms:Decrypt', 'kms:GenerateDataKey'] });
  template.hasResourceProperties('AWS::KMS::Key', {
    EnableKeyRotation: true,
    KeyPolicy: Match.objectLike({ Statement: Match.arrayWith([key]) }),
  });
});

test('the key goes with its topic, and costs nothing then', () =>
  withTopic(undefined).hasResource('AWS::KMS::Key', { DeletionPolicy: 'Delete' }));

test('messages are encrypted, and only TLS is spoken', () => {
  const template = withTopic(undefined);
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  const [policy] = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
  expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
});

test('an address is told by mail, and what it does not get is put aside', () => {
  withTopic('team@example.com').hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'team@example.com',
    RedrivePolicy: { deadLetterTargetArn: Match.anyValue() },
  });
  withTopic(undefined).resourceCountIs('AWS::SNS::Subscription', 0);
});

import { expect, test } from 'vitest';
import { templateOf } from '../../testing/test-stack.ts';
import { functionSizes } from '../functions/function-sizes.ts';
import { Queues } from './queues.ts';

const template = templateOf((stack) => new Queues(stack, 'Queues'));
const queues = Object.entries(template.findResources('AWS::SQS::Queue'));
const polled = queues.filter(([, { Properties }]) => Properties.RedrivePolicy);

test('each queue is encrypted, and refuses whoever comes without TLS', () => {
  const refusing = Object.values(template.findResources('AWS::SQS::QueuePolicy')).flatMap(({ Properties }) =>
    Properties.PolicyDocument.Statement.filter(
      ({ Effect, Condition }: { Effect: string; Condition?: { Bool?: Record<string, string> } }) =>
        Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false',
    ).flatMap(() => Properties.Queues.map(({ Ref }: { Ref: string }) => Ref)),
  );
  expect(refusing.toSorted()).toEqual(queues.map(([id]) => id).toSorted());
  for (const [, { Properties }] of queues) expect(Properties.SqsManagedSseEnabled).toBe(true);
});

test('four queues are polled, and each has dead letters of its own', () => {
  const targets = polled.map(([, { Properties }]) => Properties.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]);
  expect(polled).toHaveLength(4);
  expect(new Set(targets).size).toBe(4);
});

test.each([
  ['Ticks', 'tick'],
  ['Actions', 'heal'],
  ['Follow', 'heal'],
  ['Notifications', 'notify'],
] as const)('a message of %s that %s works on is seen by nobody else', (name, consumer) => {
  const found = polled.filter(([id]) => id.startsWith(`Queues${name}`));
  expect(found).toHaveLength(1);
  const seconds = found[0]?.[1].Properties.VisibilityTimeout;
  expect(seconds).toBeGreaterThanOrEqual(6 * functionSizes[consumer].timeoutSeconds);
});

test('a message is put aside before it is too old', () => {
  for (const [, { Properties }] of polled) {
    const { maxReceiveCount } = Properties.RedrivePolicy;
    expect(Properties.MessageRetentionPeriod).toBeGreaterThan(maxReceiveCount * Properties.VisibilityTimeout);
  }
});

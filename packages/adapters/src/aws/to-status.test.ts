import { CommandInvocationStatus } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { toStatus } from './to-status.ts';

test.each([
  ['Pending', 'pending'],
  ['InProgress', 'pending'],
  ['Delayed', 'pending'],
  ['Cancelling', 'pending'],
  ['Success', 'done'],
  ['Failed', 'done'],
  ['Cancelled', 'timed-out'],
  ['TimedOut', 'timed-out'],
] as const)('row 18: %s is %s', (Status, state) => expect(toStatus({ Status })).toMatchObject({ state }));

test('every status that the SDK knows has its meaning', () => {
  for (const Status of Object.values(CommandInvocationStatus)) expect(() => toStatus({ Status })).not.toThrow();
});

test('exit code and both outputs come through', () => {
  const invocation = { ResponseCode: 3, StandardOutputContent: 'out', StandardErrorContent: 'err' };
  expect(toStatus({ Status: 'Failed', ...invocation })).toEqual({
    state: 'done',
    exitCode: 3,
    stdout: 'out',
    stderr: 'err',
  });
});

test.each([
  ['Failed', 'Undeliverable'],
  ['Failed', 'Terminated'],
  ['TimedOut', 'DeliveryTimedOut'],
  ['TimedOut', 'Delivery Timed Out'],
  ['Failed', 'AccessDenied'],
] as const)('row 16: %s by %s was never run', (Status, reason) =>
  expect(toStatus({ Status, StatusDetails: reason, ResponseCode: -1 })).toEqual({ state: 'undelivered', reason }),
);

test('row 18: what was cut off while it ran is another thing', () =>
  expect(toStatus({ Status: 'TimedOut', StatusDetails: 'Execution Timed Out' })).toEqual({ state: 'timed-out' }));

test('nothing is concluded from a status that is not known', () => {
  expect(() => toStatus({ Status: 'Teleported' as CommandInvocationStatus })).toThrow('Teleported');
});

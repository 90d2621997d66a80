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

test('a command that never reached its script says why', () => {
  expect(toStatus({ Status: 'Failed', StatusDetails: 'Undeliverable', ResponseCode: -1 })).toMatchObject({
    exitCode: -1,
    stdout: '',
    stderr: 'Undeliverable',
  });
});

test('nothing is concluded from a status that is not known', () => {
  expect(() => toStatus({ Status: 'Teleported' as CommandInvocationStatus })).toThrow('Teleported');
});

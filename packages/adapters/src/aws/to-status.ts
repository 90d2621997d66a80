import type { CommandStatus } from '@ares/core';
import type { GetCommandInvocationCommandOutput } from '@aws-sdk/client-ssm';

/**
 * What SSM says of a command that no script of the host was run for.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html
 */
const neverRan = ['Delivery Timed Out', 'Undeliverable', 'Terminated', 'InvalidPlatform', 'AccessDenied'].map(wordOf);

type Invocation = Pick<
  GetCommandInvocationCommandOutput,
  'Status' | 'StatusDetails' | 'ResponseCode' | 'StandardOutputContent' | 'StandardErrorContent'
>;

/** @throws Error for a status that is not known, so that nothing is concluded from it */
export function toStatus(invocation: Invocation): CommandStatus {
  const { StatusDetails: reason = '' } = invocation;
  if (neverRan.includes(wordOf(reason))) return { state: 'undelivered', reason };
  switch (invocation.Status) {
    case 'Pending':
    case 'InProgress':
    case 'Delayed':
    case 'Cancelling':
      return { state: 'pending' };
    case 'TimedOut':
    case 'Cancelled':
      return { state: 'timed-out' };
    case 'Success':
    case 'Failed':
      return done(invocation);
    default:
      throw new Error(`the command invocation has the unknown status ${invocation.Status}`);
  }
}

const done = (invocation: Invocation): CommandStatus => ({
  state: 'done',
  exitCode: invocation.ResponseCode ?? -1,
  stdout: invocation.StandardOutputContent ?? '',
  stderr: invocation.StandardErrorContent ?? '',
});

/** `Delivery Timed Out` is also written `DeliveryTimedOut`. */
function wordOf(details: string): string {
  return details.replaceAll(' ', '').toLowerCase();
}

import type { CommandStatus } from '@ares/core';
import type { GetCommandInvocationCommandOutput } from '@aws-sdk/client-ssm';

/** The exit code that SSM reports where a script never ran. */
const NEVER_RAN = -1;

type Invocation = Pick<
  GetCommandInvocationCommandOutput,
  'Status' | 'StatusDetails' | 'ResponseCode' | 'StandardOutputContent' | 'StandardErrorContent'
>;

/** @throws Error for a status that is not known, so that nothing is concluded from it */
export function toStatus(invocation: Invocation): CommandStatus {
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

function done(invocation: Invocation): CommandStatus {
  const exitCode = invocation.ResponseCode ?? NEVER_RAN;
  // A command that was undeliverable or terminated has no output: why stands in the details alone.
  const silent = exitCode === NEVER_RAN ? (invocation.StatusDetails ?? '') : '';
  return {
    state: 'done',
    exitCode,
    stdout: invocation.StandardOutputContent ?? '',
    stderr: invocation.StandardErrorContent || silent,
  };
}

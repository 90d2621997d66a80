import { AresError, type CommandRequest, type CommandRunner, type CommandStatus } from '@ares/core';
import {
  GetCommandInvocationCommand,
  ListCommandsCommand,
  SendCommandCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { findCommand } from './find-command.ts';
import { sendFailure } from './send-failure.ts';
import { sendOnce } from './send-once.ts';
import { type DocumentRef, toSendCommand } from './to-send-command.ts';
import { toStatus } from './to-status.ts';

export interface SsmRunnerOptions {
  readonly ssm: SSMClient;
  readonly document: DocumentRef;
  /** @default Date.now */
  readonly now?: () => number;
}

/**
 * Runs the remediation document on one instance by SSM Run Command. A throttle is retried by the SDK and then thrown
 * as COMMAND_REJECTED with `retryable`; whatever leaves the outcome open is a plain error and is never sent again
 * from here.
 */
export function ssmCommandRunner({ ssm, document, now = Date.now }: SsmRunnerOptions): CommandRunner {
  return {
    async start(request) {
      const command = sendOnce(new SendCommandCommand(toSendCommand(request, document)));
      const answer = await ssm.send(command).catch((cause: unknown) => {
        throw startError(request, cause);
      });
      const commandId = answer.Command?.CommandId;
      if (commandId === undefined) throw new Error(`SSM accepted ${request.actionId} without telling a command id`);
      return { commandId };
    },
    status: (hostId, commandId) => readStatus(ssm, hostId, commandId),
    findByActionId: (hostId, actionId) =>
      findCommand(ssm, { hostId, actionId, documentName: document.name, nowMs: now() }),
  };
}

function startError({ actionId, hostId }: CommandRequest, cause: unknown): Error {
  const failure = sendFailure(cause);
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const message = `SendCommand of ${actionId} to ${hostId}: ${reason}`;
  if (failure === 'unknown') return new Error(`${message}; whether it was accepted is unknown`, { cause });
  return new AresError('COMMAND_REJECTED', message, { retryable: failure === 'throttled', cause });
}

async function readStatus(ssm: SSMClient, hostId: string, commandId: string): Promise<CommandStatus> {
  try {
    return toStatus(await ssm.send(new GetCommandInvocationCommand({ CommandId: commandId, InstanceId: hostId })));
  } catch (error) {
    if (!isUnknownTo(error)) throw error;
    return (await isKnown(ssm, hostId, commandId)) ? { state: 'pending' } : { state: 'not-found' };
  }
}

const isUnknownTo = (error: unknown): boolean =>
  error instanceof Error && ['InvocationDoesNotExist', 'InvalidCommandId'].includes(error.name);

/** A command that was just sent is listed before its invocation can be read. */
async function isKnown(ssm: SSMClient, hostId: string, commandId: string): Promise<boolean> {
  const request = new ListCommandsCommand({ CommandId: commandId, InstanceId: hostId });
  const { Commands = [] } = await ssm.send(request).catch((error: unknown) => {
    if (!isUnknownTo(error)) throw error;
    return { Commands: [] };
  });
  return Commands.length > 0;
}

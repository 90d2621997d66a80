import { AresError, type CommandRequest } from '@ares/core';
import type { SendCommandCommandInput } from '@aws-sdk/client-ssm';
import { commandComment } from './command-comment.ts';

/** How long a host may take to pick the command up; SSM's own default is an hour. */
const DELIVERY_TIMEOUT_SECONDS = 60;
/** The `timeoutSeconds` of the remediation document. */
const EXECUTION_TIMEOUT_MS = 120_000;

/** The one version of the one document that is ever sent. */
export interface DocumentRef {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the registered document, as SSM reports it. */
  readonly hash: string;
  /** For how long the document lets its script run. @default 120_000 */
  readonly executionTimeoutMs?: number;
}

/** A command names one host by its id; there is no way to say `Targets`. */
export type OneHostCommand = Omit<SendCommandCommandInput, 'InstanceIds' | 'Targets'> & {
  InstanceIds: [string];
  Targets?: never;
};

/** @throws AresError COMMAND_REJECTED for a request that the document cannot keep */
export function toSendCommand(request: CommandRequest, document: DocumentRef): OneHostCommand {
  rejectMismatch(request, document);
  const { actionId, hostId, parameters } = request;
  return {
    InstanceIds: [hostId],
    DocumentName: document.name,
    DocumentVersion: document.version,
    DocumentHash: document.hash,
    DocumentHashType: 'Sha256',
    TimeoutSeconds: DELIVERY_TIMEOUT_SECONDS,
    Comment: commandComment(actionId, parameters.Kind),
    Parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value]])),
  };
}

function rejectMismatch({ actionId, parameters, executionTimeoutMs }: CommandRequest, document: DocumentRef): void {
  const limitMs = document.executionTimeoutMs ?? EXECUTION_TIMEOUT_MS;
  if (parameters.Kind !== 'query' && parameters.ActionId !== actionId)
    throw rejected(`parameter ActionId is ${parameters.ActionId}, the request's is ${actionId}`);
  // SSM takes the limit from the document alone: a shorter one could not be kept.
  if (executionTimeoutMs < limitMs)
    throw rejected(`${document.name} may run for ${limitMs} ms, the request allows ${executionTimeoutMs} ms`);
}

const rejected = (message: string) => new AresError('COMMAND_REJECTED', message);

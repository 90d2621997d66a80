import {
  DescribeDocumentCommand,
  GetCommandInvocationCommand,
  SendCommandCommand,
  type SendCommandCommandInput,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { CliError } from '../../cli-error.ts';
import { askAws, DeniedError } from '../aws/ask-aws.ts';
import { type HostEnd, hostEnd } from './host-end.ts';

/** How long a host may take to pick the command up; SSM's own default is an hour. */
const DELIVERY_SECONDS = 60;
/** The longest `timeoutSeconds` of both documents. */
const EXECUTION_SECONDS = 2_700;
const GIVE_UP_MS = (DELIVERY_SECONDS + EXECUTION_SECONDS + 60) * 1_000;
const POLL_MS = 5_000;

export interface Clock {
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** A document as it is registered, and what it is told. */
export type Order = Pick<
  SendCommandCommandInput,
  'DocumentName' | 'DocumentVersion' | 'DocumentHash' | 'DocumentHashType' | 'Parameters'
>;

/** @throws CliError where the document is not registered */
export async function orderOf(
  ssm: SSMClient,
  DocumentName: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Order> {
  const command = new DescribeDocumentCommand({ Name: DocumentName, DocumentVersion: '$LATEST' });
  const { Document } = await askAws('ssm:DescribeDocument', () => ssm.send(command));
  if (Document?.Status !== 'Active' || !Document.Hash || !Document.DocumentVersion)
    throw new CliError(`the document ${DocumentName} is ${Document?.Status ?? 'not there'}`, {
      remedy: 'run `npx ares deploy` again, which registers it',
    });
  return {
    DocumentName,
    DocumentVersion: Document.DocumentVersion,
    DocumentHash: Document.Hash,
    DocumentHashType: 'Sha256',
    Parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value]])),
  };
}

/**
 * Sends it to hosts by their ids, and waits for the end on each.
 * @param untilMs at which hosts that are still at work are given up, at the latest
 * @throws DeniedError; any other error is a failure on these hosts
 */
export async function sendRelease(
  ssm: SSMClient,
  order: Order,
  hostIds: readonly string[],
  { nowMs, sleep }: Clock,
  untilMs: number,
): Promise<readonly HostEnd[]> {
  const command = new SendCommandCommand({ ...order, InstanceIds: [...hostIds], TimeoutSeconds: DELIVERY_SECONDS });
  const sent = await unlessDenied(askAws('ssm:SendCommand', () => ssm.send(command)));
  if (sent instanceof Error) return hostIds.map((hostId) => failed(hostId, `not sent, ${wordOf(sent)}`));
  const commandId = sent.Command?.CommandId ?? '';
  const giveUpMs = Math.min(nowMs() + GIVE_UP_MS, untilMs);
  const ends = new Map<string, HostEnd>();
  for (;;) {
    for (const hostId of hostIds.filter((id) => !ends.has(id))) {
      const end = await endNow(ssm, commandId, hostId);
      if (end) ends.set(hostId, end);
    }
    if (ends.size === hostIds.length || nowMs() >= giveUpMs) break;
    await sleep(POLL_MS);
  }
  return hostIds.map((hostId) => ends.get(hostId) ?? failed(hostId, 'no end was told'));
}

const failed = (hostId: string, reason: string): HostEnd => ({ hostId, end: 'failed', reason, after: 'unknown' });

/** A question without an answer is no end: the host is at work, and a command that was just sent is not known yet. */
async function endNow(ssm: SSMClient, CommandId: string, InstanceId: string): Promise<HostEnd | undefined> {
  const command = new GetCommandInvocationCommand({ CommandId, InstanceId });
  const answer = await unlessDenied(askAws('ssm:GetCommandInvocation', () => ssm.send(command)));
  return answer instanceof Error ? undefined : hostEnd(InstanceId, answer);
}

async function unlessDenied<T>(asking: Promise<T>): Promise<T | Error> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof DeniedError || !(error instanceof Error)) throw error;
    return error;
  }
}

/** AWS names its errors; what a person can put right is told in words. */
const wordOf = (error: Error): string => (error instanceof CliError ? error.message : error.name);

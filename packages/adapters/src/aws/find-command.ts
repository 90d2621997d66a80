import { type Command, paginateListCommands, type SSMClient } from '@aws-sdk/client-ssm';
import { commandComment } from './command-comment.ts';

/** A send that was lost is looked for as long as its action can be open. */
const LOOK_BACK_MS = 24 * 3_600_000;

export interface LostCommand {
  readonly hostId: string;
  readonly actionId: string;
  readonly documentName: string;
  readonly nowMs: number;
}

/** The newest command of an action, by its comment: an interrupted action was sent more than once. */
export async function findCommand(ssm: SSMClient, lost: LostCommand): Promise<string | undefined> {
  const comment = commandComment(lost.actionId, undefined);
  const found: Command[] = [];
  const pages = paginateListCommands(
    { client: ssm },
    {
      InstanceId: lost.hostId,
      Filters: [
        { key: 'InvokedAfter', value: wholeSeconds(lost.nowMs - LOOK_BACK_MS) },
        { key: 'DocumentName', value: lost.documentName },
      ],
    },
  );
  for await (const { Commands = [] } of pages) found.push(...Commands.filter((c) => isOf(c, comment, lost)));
  return found.sort((a, b) => requestedMs(b) - requestedMs(a))[0]?.CommandId;
}

/** `2024-05-08T15:16:43Z`, the one form that SSM documents. */
const wholeSeconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** Asked again of the answer: nothing else on the host may be taken for the action. */
const isOf = (command: Command, comment: string, { hostId, documentName }: LostCommand): boolean =>
  command.Comment === comment && command.DocumentName === documentName && !!command.InstanceIds?.includes(hostId);

const requestedMs = ({ RequestedDateTime }: Command): number => RequestedDateTime?.getTime() ?? 0;

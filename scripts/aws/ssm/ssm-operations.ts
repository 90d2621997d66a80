import { setTimeout as sleep } from 'node:timers/promises';
import { SSM_AGENT_MIN } from '../../../packages/cli/src/deploy/fleet/agent-version.ts';
import { type CommandDocument, checkedParameters } from './command-document.ts';
import { scriptWithVariables } from './script-with-variables.ts';
import { SsmError } from './ssm-error.ts';

type Members = Record<string, unknown>;
/** Has the emulator do something of its own: operation of SSM or EventBridge, request. */
export type Emulator = (target: `AmazonSSM.${string}` | 'AWSEvents.PutEvents', request: unknown) => Promise<Members>;
export type SsmOperations = (operation: string, request: Members) => Promise<Members>;

const VERSION = '1';
const ENDED = ['Success', 'Failed', 'TimedOut', 'Cancelled'];

/** SSM's commands with documents of one's own, which the emulator lacks; everything else is the emulator's. */
export function ssmOperations(documents: readonly CommandDocument[], emulator: Emulator): SsmOperations {
  /** Names of the documents by command id */
  const sent = new Map<string, string>();
  const own = (operation: string, request: Members) => emulator(`AmazonSSM.${operation}`, request);
  /** Commands bear the name of the document that was asked for. */
  const renamed = (command: unknown): Members => {
    const members = command as Members;
    return { ...members, DocumentName: sent.get(String(members.CommandId)) ?? members.DocumentName };
  };
  const operations: Readonly<Record<string, (request: Members) => Promise<Members>>> = {
    async DescribeDocument({ Name }) {
      const { name, hash } = documentNamed(documents, Name);
      const versions = { DocumentVersion: VERSION, LatestVersion: VERSION, DefaultVersion: VERSION };
      return { Document: { Name: name, Hash: hash, HashType: 'Sha256', Status: 'Active', ...versions } };
    },
    async SendCommand(request) {
      const document = documentNamed(documents, request.DocumentName);
      const { Command } = await own('SendCommand', shellCommand(document, request));
      const { CommandId } = Command as { readonly CommandId: string };
      sent.set(CommandId, document.name);
      const [instanceId = ''] = request.InstanceIds as readonly string[];
      void tellEnd(emulator, { commandId: CommandId, instanceId, documentName: document.name });
      return { Command: renamed(Command) };
    },
    async DescribeInstanceInformation(request) {
      const { InstanceInformationList, ...rest } = await own('DescribeInstanceInformation', request);
      const agents = (InstanceInformationList as readonly Members[]).map((one) => ({
        ...one,
        AgentVersion: SSM_AGENT_MIN,
      }));
      return { ...rest, InstanceInformationList: agents };
    },
    GetCommandInvocation: async (request) => renamed(await own('GetCommandInvocation', request)),
    async ListCommands(request) {
      const { Commands, ...rest } = await own('ListCommands', request);
      return { ...rest, Commands: (Commands as readonly unknown[]).map(renamed) };
    },
  };
  return (operation, request) => operations[operation]?.(request) ?? own(operation, request);
}

function documentNamed(documents: readonly CommandDocument[], name: unknown): CommandDocument {
  const found = documents.find((document) => document.name === name);
  if (!found) throw new SsmError('InvalidDocument', `there is no document ${JSON.stringify(name)}`);
  return found;
}

function shellCommand(document: CommandDocument, request: Members): Members {
  const { Parameters, DocumentHash, DocumentVersion, InstanceIds, Targets, Comment, TimeoutSeconds } = request;
  if (DocumentHash !== undefined && DocumentHash !== document.hash) {
    throw new SsmError('InvalidDocument', `the hash of ${document.name} is another one`);
  }
  if (DocumentVersion !== undefined && DocumentVersion !== VERSION) {
    throw new SsmError('InvalidDocumentVersion', `${document.name} has no version ${JSON.stringify(DocumentVersion)}`);
  }
  // ARES names exactly one host by id; nothing else is let through here.
  if (Targets !== undefined || !Array.isArray(InstanceIds) || InstanceIds.length !== 1) {
    throw new SsmError('InvalidTarget', 'the bridge takes one instance id and no targets');
  }
  const values = checkedParameters(document, (Parameters ?? {}) as Record<string, readonly string[]>);
  const commands = [scriptWithVariables(document.script, values)];
  return { DocumentName: 'AWS-RunShellScript', InstanceIds, Comment, TimeoutSeconds, Parameters: { commands } };
}

interface Sent {
  readonly commandId: string;
  readonly instanceId: string;
  readonly documentName: string;
}

/** SSM tells EventBridge when a command ended on a host; the emulator does not. */
async function tellEnd(emulator: Emulator, { commandId, instanceId, documentName }: Sent): Promise<void> {
  for (;;) {
    await sleep(250);
    const request = { CommandId: commandId, InstanceId: instanceId };
    const { Status } = await emulator('AmazonSSM.GetCommandInvocation', request).catch((): Members => ({}));
    if (Status === undefined) return;
    if (!ENDED.includes(String(Status))) continue;
    const detail = {
      'command-id': commandId,
      'instance-id': instanceId,
      'document-name': documentName,
      status: Status,
    };
    const DetailType = 'EC2 Command Invocation Status-change Notification';
    const Entries = [{ Source: 'aws.ssm', DetailType, Detail: JSON.stringify(detail) }];
    await emulator('AWSEvents.PutEvents', { Entries }).catch(() => {});
    return;
  }
}

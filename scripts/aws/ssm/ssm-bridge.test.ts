import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  ListCommandsCommand,
  SendCommandCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandDocument } from './command-document.ts';
import { type SsmBridge, startSsmBridge } from './ssm-bridge.ts';

const document: CommandDocument = {
  name: 'Ares-Remediate',
  hash: 'f'.repeat(64),
  script: 'id',
  parameters: { Kind: { allowedValues: ['restart'] } },
};

let asked: { target: string; request: Record<string, unknown> }[];
let emulator: Server;
let bridge: SsmBridge;
let ssm: SSMClient;

beforeEach(async () => {
  asked = [];
  emulator = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']);
    asked.push({ target, request: (await json(request)) as Record<string, unknown> });
    const command = { CommandId: 'c1', DocumentName: 'AWS-RunShellScript', Comment: 'a1' };
    const InstanceInformationList = [{ InstanceId: 'i-1', AgentVersion: '3.2.0.0', PingStatus: 'Online' }];
    const answer = { Command: command, Commands: [command], ...command, Status: 'Success', InstanceInformationList };
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  bridge = await startSsmBridge(`http://127.0.0.1:${(emulator.address() as AddressInfo).port}`);
  bridge.register([document]);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  ssm = new SSMClient({ endpoint: bridge.url, region: 'eu-central-1', credentials, maxAttempts: 1 });
});
afterEach(async () => {
  ssm.destroy();
  await bridge.stop();
  emulator.closeAllConnections();
  emulator.close();
});

const send = (over: object = {}) =>
  ssm.send(
    new SendCommandCommand({
      DocumentName: document.name,
      DocumentHash: document.hash,
      DocumentVersion: '1',
      InstanceIds: ['i-1'],
      Comment: 'a1',
      Parameters: { Kind: ['restart'] },
      ...over,
    }),
  );

test('a document becomes its script with its variables, and keeps its name in every answer', async () => {
  const { Command } = await send();
  expect(Command).toMatchObject({ CommandId: 'c1', DocumentName: document.name });
  expect(asked[0]).toMatchObject({
    target: 'AmazonSSM.SendCommand',
    request: {
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: ['i-1'],
      Comment: 'a1',
      Parameters: { commands: ["export SSM_Kind='restart'\nid"] },
    },
  });
  const { Commands } = await ssm.send(new ListCommandsCommand({}));
  expect(Commands?.[0]?.DocumentName).toBe(document.name);
  const invocation = await ssm.send(new GetCommandInvocationCommand({ CommandId: 'c1', InstanceId: 'i-1' }));
  expect(invocation).toMatchObject({ Status: 'Success', DocumentName: document.name });
});

test('agents are of the version that hands over variables, and else as the emulator tells them', async () => {
  const { InstanceInformationList } = await ssm.send(new DescribeInstanceInformationCommand({}));
  expect(InstanceInformationList).toEqual([{ InstanceId: 'i-1', AgentVersion: '3.3.2746.0', PingStatus: 'Online' }]);
});

test('the end of a command becomes an event', async () => {
  await send();
  await expect
    .poll(() => asked.find(({ target }) => target === 'AWSEvents.PutEvents')?.request)
    .toMatchObject({
      Entries: [{ Source: 'aws.ssm', Detail: expect.stringContaining('"status":"Success"') }],
    });
});

test.each([
  { what: 'another hash', over: { DocumentHash: '0'.repeat(64) }, name: 'InvalidDocument' },
  { what: 'another version', over: { DocumentVersion: '2' }, name: 'InvalidDocumentVersion' },
  { what: 'another document', over: { DocumentName: 'AWS-RunShellScript' }, name: 'InvalidDocument' },
  { what: 'a hostile value', over: { Parameters: { Kind: ['restart; id'] } }, name: 'InvalidParameters' },
  { what: 'two hosts', over: { InstanceIds: ['i-1', 'i-2'] }, name: 'InvalidTarget' },
  { what: 'targets', over: { Targets: [{ Key: 'tag:ares:fleet', Values: ['x'] }] }, name: 'InvalidTarget' },
])('$what reaches no host', async ({ over, name }) => {
  await expect(send(over)).rejects.toMatchObject({ name });
  expect(asked).toEqual([]);
});

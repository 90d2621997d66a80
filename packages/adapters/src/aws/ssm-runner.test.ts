import { GetCommandInvocationCommand, ListCommandsCommand, SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { ssmCommandRunner } from './ssm-runner.ts';
import { aRequest, HOST } from './testing/a-request.ts';
import { serviceError } from './testing/service-error.ts';

const NOW = Date.parse('2027-01-15T08:00:00Z');
const ssm = mockClient(SSMClient);
beforeEach(() => void ssm.reset());

const runner = ssmCommandRunner({
  ssm: new SSMClient({ region: 'eu-central-1' }),
  document: { name: 'ares-remediate', version: '3', hash: 'a'.repeat(64) },
  now: () => NOW,
});

const listed = (CommandId: string, over: object = {}) => ({
  CommandId,
  Comment: 'incident-1.0.1',
  DocumentName: 'ares-remediate',
  InstanceIds: [HOST],
  RequestedDateTime: new Date(NOW - 60_000),
  ...over,
});

test('row 18: every command has a time limit for its delivery and one host', async () => {
  ssm.on(SendCommandCommand).resolves({ Command: { CommandId: 'command-1' } });
  expect(await runner.start(aRequest())).toEqual({ commandId: 'command-1' });
  const [call] = ssm.commandCalls(SendCommandCommand);
  expect(call?.args[0].input).toMatchObject({ InstanceIds: [HOST], TimeoutSeconds: 60, DocumentHash: 'a'.repeat(64) });
});

test('a host that SSM does not reach is a refusal in words', async () => {
  ssm.on(SendCommandCommand).rejects(serviceError('InvalidInstanceId', 400, 'Instances not in a valid state'));
  await expect(runner.start(aRequest())).rejects.toMatchObject({
    code: 'COMMAND_REJECTED',
    retryable: false,
    message: `SendCommand of incident-1.0.1 to ${HOST}: InvalidInstanceId: Instances not in a valid state`,
  });
});

test('row 20: a throttle is a refusal that may be tried again', async () => {
  ssm.on(SendCommandCommand).rejects(serviceError('ThrottlingException', 400));
  await expect(runner.start(aRequest())).rejects.toMatchObject({ code: 'COMMAND_REJECTED', retryable: true });
});

test.each([
  ['the server failing', () => ssm.on(SendCommandCommand).rejects(serviceError('InternalServerError', 500))],
  ['an answer without a command id', () => ssm.on(SendCommandCommand).resolves({ Command: {} })],
])('row 4: %s is no refusal', async (_, fault) => {
  fault();
  const failure = await runner.start(aRequest()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toHaveProperty('code');
});

test('row 3: a command that was just sent and cannot be read yet is pending', async () => {
  ssm.on(GetCommandInvocationCommand).rejects(serviceError('InvocationDoesNotExist', 400));
  ssm
    .on(ListCommandsCommand, { CommandId: 'command-1', InstanceId: HOST })
    .resolves({ Commands: [listed('command-1')] });
  expect(await runner.status(HOST, 'command-1')).toEqual({ state: 'pending' });
});

test.each([
  ['lists nothing', () => ssm.on(ListCommandsCommand).resolves({})],
  ['does not know the id', () => ssm.on(ListCommandsCommand).rejects(serviceError('InvalidCommandId', 400))],
])('a command of which SSM %s is not found', async (_, answer) => {
  ssm.on(GetCommandInvocationCommand).rejects(serviceError('InvocationDoesNotExist', 400));
  answer();
  expect(await runner.status(HOST, 'command-1')).toEqual({ state: 'not-found' });
});

test('row 20: a status that cannot be read is no status', async () => {
  ssm.on(GetCommandInvocationCommand).rejects(serviceError('ThrottlingException', 400));
  await expect(runner.status(HOST, 'command-1')).rejects.toThrow();
  ssm.on(GetCommandInvocationCommand).rejects(serviceError('InvocationDoesNotExist', 400));
  ssm.on(ListCommandsCommand).rejects(serviceError('ThrottlingException', 400));
  await expect(runner.status(HOST, 'command-1')).rejects.toThrow();
});

test('row 3: a lost command is found by its comment on whatever page it stands', async () => {
  ssm
    .on(ListCommandsCommand)
    .resolvesOnce({ Commands: [listed('other', { Comment: 'incident-2.0.1' })], NextToken: 'more' })
    .resolvesOnce({ Commands: [listed('command-1')] });
  expect(await runner.findByActionId(HOST, 'incident-1.0.1')).toBe('command-1');
  const [first, second] = ssm.commandCalls(ListCommandsCommand).map(({ args }) => args[0].input);
  expect(first).toMatchObject({
    InstanceId: HOST,
    Filters: [
      { key: 'InvokedAfter', value: '2027-01-14T08:00:00Z' },
      { key: 'DocumentName', value: 'ares-remediate' },
    ],
  });
  expect(second).toMatchObject({ NextToken: 'more' });
});

test('row 3: of an action that was sent again the newest command counts', async () => {
  const later = { RequestedDateTime: new Date(NOW - 1_000) };
  ssm.on(ListCommandsCommand).resolves({ Commands: [listed('first'), listed('second', later)] });
  expect(await runner.findByActionId(HOST, 'incident-1.0.1')).toBe('second');
});

test.each([
  ['another document', { DocumentName: 'AWS-RunPatchBaseline' }],
  ['another host', { InstanceIds: ['i-0fedcba9876543210'] }],
  ['a longer action id', { Comment: 'incident-1.0.10' }],
  ['a query about the action', { Comment: 'query:incident-1.0.1' }],
])('row 3: the command of %s is not taken for it', async (_, over) => {
  ssm.on(ListCommandsCommand).resolves({ Commands: [listed('command-1', over)] });
  expect(await runner.findByActionId(HOST, 'incident-1.0.1')).toBeUndefined();
});

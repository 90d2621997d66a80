import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { onEvent } from './on-event.ts';

const mock = mockClient(SSMClient);
const ssm = new SSMClient({ region: 'eu-central-1' });
const ParameterName = '/ares/shop/origin-secret';
const SECRET = /^\d+-[0-9a-f]{64}$/;
let stored: string | undefined;

/** One parameter, as SSM keeps it. */
beforeEach(() => {
  stored = undefined;
  mock.reset();
  const missing = () => {
    throw new ParameterNotFound({ message: 'no', $metadata: {} });
  };
  const found = async () => ({ Parameter: { Value: stored ?? missing() } });
  mock.on(GetParameterCommand, { Name: ParameterName, WithDecryption: true }).callsFake(found);
  mock.on(PutParameterCommand, { Name: ParameterName, Type: 'SecureString' }).callsFake(async ({ Value }) => {
    stored = Value;
    return {};
  });
  mock.on(DeleteParameterCommand, { Name: ParameterName }).callsFake(async () => {
    if (stored === undefined) missing();
    stored = undefined;
    return {};
  });
});

const ask = (RequestType: string, Rotation = '1') =>
  onEvent(ssm, { RequestType, PhysicalResourceId: ParameterName, ResourceProperties: { ParameterName, Rotation } });
const words = () => stored?.split(' ') ?? [];
const shown = async (rotation: string) => (await ask('Update', rotation)).Data?.Value;

test('secrets are made once: one to show, and its successor; CloudFormation hides the answer', async () => {
  const answer = await ask('Create');
  const [current, next] = words();
  expect(answer).toEqual({ PhysicalResourceId: ParameterName, Data: { Value: current }, NoEcho: true });
  expect(current).toMatch(SECRET);
  expect(next).toMatch(SECRET);
  expect(next).not.toBe(current);
  expect(await ask('Create')).toEqual(answer);
  expect(mock.commandCalls(PutParameterCommand)).toHaveLength(1);
});

test('a rotation shows what the hosts accept already, and goes on to be shown when it is tried again', async () => {
  await ask('Create');
  const [, next] = words();
  expect(await shown('2')).toBe(next);
  expect(words()[0]).toBe(next);
  expect(words()[1]).toMatch(/^3-/);
  expect(await shown('2')).toBe(next);
});

test('whatever a rotation that is rolled back shows is accepted, whether the hosts read it anew or not', async () => {
  await ask('Create');
  const [current, next] = words();
  await ask('Update', '2');
  expect(await shown('1')).toBe(next);
  expect(words()).toContain(next);
  expect(words()).toContain(current);
});

test('what was shown before is refused from the second rotation on', async () => {
  await ask('Create');
  const [current] = words();
  await ask('Update', '2');
  await ask('Update', '3');
  expect(words()).toHaveLength(3);
  expect(words()).not.toContain(current);
});

test('a rotation that no host has heard of is refused, and nothing changes', async () => {
  await ask('Create');
  const before = stored;
  await expect(ask('Update', '3')).rejects.toThrow('originSecretRotation is 3 after 1');
  expect(stored).toBe(before);
});

test('its end takes the secrets along, and may come twice', async () => {
  await ask('Create');
  expect(await ask('Delete')).toEqual({ PhysicalResourceId: ParameterName });
  expect(stored).toBeUndefined();
  expect(await ask('Delete')).toEqual({ PhysicalResourceId: ParameterName });
});

test('a parameter of somebody else is refused without its content', async () => {
  stored = 'letmein';
  const failure = await ask('Update').catch((error: unknown) => String(error));
  expect(failure).toContain(`${ParameterName} does not hold two or three secrets`);
  expect(failure).not.toContain('letmein');
});

test.each([{}, { ParameterName }, { ParameterName, Rotation: '0' }, { ParameterName, Rotation: 'x' }])(
  'an event with %j is refused',
  (ResourceProperties) => expect(onEvent(ssm, { RequestType: 'Create', ResourceProperties })).rejects.toThrow(),
);

import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import {
  DescribeDocumentCommand,
  GetCommandInvocationCommand,
  GetParameterCommand,
  SendCommandCommand,
} from '@aws-sdk/client-ssm';
import { beforeEach, expect, test } from 'vitest';
import { anAgent, anInstance, denied, fakeAccount } from '../fleet/testing/fake-account.ts';
import { fakeClients } from '../testing/fake-clients.ts';
import { rollOut } from './roll-out.ts';

const { mocks, instances, agents } = fakeAccount();
const clients = fakeClients();
const SHA = 'a'.repeat(64);
const HASH = 'b'.repeat(64);
const clock = { nowMs: () => 0, sleep: async () => {} };

const ids = (count: number) => Array.from({ length: count }, (_, i) => `i-${String(i).padStart(3, '0')}`);
function fleetOf(hostIds: readonly string[]): void {
  instances(...hostIds.map((id) => anInstance(id)));
  agents(...hostIds.map((id) => anAgent(id)));
}
/** What each host says; `released` where nothing else is said. Its first look finds the command unknown. */
function hostsSay(results: Readonly<Record<string, object>>): void {
  const asked = new Set<string>();
  mocks.ssm.on(GetCommandInvocationCommand).callsFake(({ InstanceId }) => {
    if (!asked.has(InstanceId)) {
      asked.add(InstanceId);
      throw Object.assign(new Error('not yet'), { name: 'InvocationDoesNotExist' });
    }
    const said = { status: 'done', reason: 'released', restored: '', ...results[InstanceId] };
    const Status = said.status === 'done' ? 'Success' : 'Failed';
    return { Status, StatusDetails: Status, StandardOutputContent: JSON.stringify(said) };
  });
}
const sent = () => mocks.ssm.commandCalls(SendCommandCommand).map(({ args }) => args[0].input);
async function bring(
  context: Readonly<Record<string, string>> = { fleet: 'shop' },
  more: { goesBack?: boolean } = {},
): Promise<string[]> {
  const lines: string[] = [];
  await rollOut({ clients, context, clock, ...more }, (line) => lines.push(line));
  return lines;
}

beforeEach(() => {
  mocks.ssm
    .on(GetParameterCommand, { Name: '/ares/shop/release' })
    .resolves({ Parameter: { Value: `s3://b/x.tar ${SHA}` } });
  const Document = { Status: 'Active', DocumentVersion: '7', Hash: HASH, HashType: 'Sha256' } as const;
  mocks.ssm.on(DescribeDocumentCommand).resolves({ Document });
  mocks.ssm.on(SendCommandCommand).resolves({ Command: { CommandId: 'c' } });
  hostsSay({});
});

test('by ids, one first and then in batches, with the document as it is registered', async () => {
  fleetOf(ids(25));
  const lines = await bring();
  expect(sent().flatMap(({ InstanceIds }) => InstanceIds)).toEqual(ids(25));
  expect(sent().map(({ InstanceIds }) => InstanceIds?.length)).toEqual([1, ...Array(12).fill(2)]);
  for (const command of sent()) expect(command).not.toHaveProperty('Targets');
  expect(sent()[0]).toEqual({
    DocumentName: 'Ares-shop-Release',
    DocumentVersion: '7',
    DocumentHash: HASH,
    DocumentHashType: 'Sha256',
    Parameters: { BundleSha256: [SHA] },
    InstanceIds: ['i-000'],
    TimeoutSeconds: 60,
  });
  expect(lines.at(-1)).toBe('25 of 25 hosts have the new release');
});

test('hosts of a team are updated by the document that installed them', async () => {
  fleetOf(['i-1']);
  await bring({ fleet: 'shop', fleetTag: 'Prod EU', shop: 'false' });
  expect(sent()).toMatchObject([
    {
      DocumentName: 'Ares-shop-Install',
      Parameters: { Kind: ['update'], FleetTag: ['Prod EU'], BundleS3: ['s3://b/x.tar'], BundleSha256: [SHA] },
    },
  ]);
});

test('the first host that failed ends it, and is named with its reason and what it runs', async () => {
  fleetOf(ids(30));
  hostsSay({ 'i-002': { status: 'failed', reason: 'not-well', restored: 'yes' } });
  await expect(bring()).rejects.toMatchObject({
    name: 'CliError',
    message: 'the rollout stopped: i-002: not-well (the release before runs again); 3 of 30 hosts have the new release',
    remedy: expect.stringContaining('--last-good'),
  });
  expect(sent()).toHaveLength(2);
});

test('going back goes on after failures, and tells all of them', async () => {
  fleetOf(ids(30));
  const bad = { status: 'failed', reason: 'not-well', restored: 'no' };
  hostsSay({ 'i-000': bad, 'i-002': { status: 'refused', reason: 'busy' }, 'i-029': bad });
  await expect(bring(undefined, { goesBack: true })).rejects.toMatchObject({
    message:
      'not every host went back: i-000, i-029: not-well (the release before was NOT restored); ' +
      'i-002: busy (nothing was touched); 27 of 30 hosts have the new release',
    remedy: expect.stringContaining('--last-good'),
  });
  expect(sent().map(({ InstanceIds }) => InstanceIds?.length)).toEqual([1, ...Array(9).fill(3), 2]);
});

test('going back goes on after a batch that could not be sent', async () => {
  fleetOf(ids(2));
  const gone = Object.assign(new Error('not in a valid state'), { name: 'InvalidInstanceId' });
  mocks.ssm
    .on(SendCommandCommand)
    .rejectsOnce(gone)
    .resolves({ Command: { CommandId: 'c' } });
  await expect(bring(undefined, { goesBack: true })).rejects.toThrow(
    'not every host went back: i-000: not sent, InvalidInstanceId (it did not say what runs now); 1 of 2 hosts',
  );
});

test('as long as no host has it, the next one is alone, too', async () => {
  fleetOf(ids(40));
  hostsSay({ 'i-000': { status: 'refused', reason: 'first-boot' }, 'i-001': { reason: 'not-installed' } });
  const lines = await bring();
  expect(
    sent()
      .map(({ InstanceIds }) => InstanceIds?.length)
      .slice(0, 4),
  ).toEqual([1, 1, 1, 4]);
  expect(lines).toContain('i-000 left alone: the first boot takes the release by itself');
  expect(lines.at(-1)).toBe('38 of 40 hosts have the new release');
});

test('hosts that cannot be asked are told, the first few by name', async () => {
  const stopped = ids(5).map((id) => anInstance(id, { State: { Name: 'stopped' } }));
  instances(...stopped, anInstance('i-lost'), anInstance('i-never'), anInstance('i-old'), anInstance('i-ok'));
  agents(
    anAgent('i-lost', { PingStatus: 'ConnectionLost' }),
    anAgent('i-old', { AgentVersion: '3.3.0.0' }),
    anAgent('i-ok'),
  );
  const lines = await bring();
  expect(sent().map(({ InstanceIds }) => InstanceIds)).toEqual([['i-ok']]);
  expect(lines.slice(0, 4)).toEqual([
    'i-000, i-001, i-002 and 2 more left alone: stopped, and the next boot takes the release',
    'i-lost left alone: SSM agent ConnectionLost, see `npx ares doctor --fleet`',
    'i-never left alone: not known to SSM, see `npx ares doctor --fleet`',
    'i-old left alone: SSM agent too old, see `npx ares doctor --fleet`',
  ]);
});

test('a boot brings nothing to hosts of a team: the next deployment does', async () => {
  instances(anInstance('i-0', { State: { Name: 'stopped' } }), anInstance('i-1'));
  agents(anAgent('i-1'));
  const lines = await bring({ fleet: 'shop', shop: 'false' });
  expect(lines[0]).toBe('i-0 left alone: stopped, and the next deployment brings it');
});

test.each([
  [{ fleet: 'shop' }, 'no host runs yet: each takes the release at its boot'],
  [{ fleet: 'shop', shop: 'false' }, 'no host runs yet: the next deployment brings the release to those with ARES'],
])('a fleet without hosts is one line: %j', async (context, line) => {
  mocks.ec2.on(DescribeInstancesCommand).resolves({ Reservations: [] });
  expect(await bring(context)).toEqual([line]);
});

test('it is told how many of the hosts have the release', async () => {
  instances(anInstance('i-0', { State: { Name: 'stopped' } }), anInstance('i-1'));
  agents(anAgent('i-1'));
  const rollout = { clients, context: { fleet: 'shop' }, clock };
  expect(await rollOut(rollout, () => {})).toEqual({ hosts: 2, have: 1 });
  instances(anInstance('i-0', { State: { Name: 'stopped' } }));
  expect(await rollOut(rollout, () => {})).toEqual({ hosts: 1, have: 0 });
});

test('a host that never ends is given up', async () => {
  fleetOf(['i-1']);
  mocks.ssm.on(GetCommandInvocationCommand).resolves({ Status: 'InProgress' });
  let asked = 0;
  const slow = { nowMs: () => asked++ * 600_000, sleep: async () => {} };
  const rolling = rollOut({ clients, context: { fleet: 'shop' }, clock: slow }, () => {});
  await expect(rolling).rejects.toThrow('i-1: no end was told (it did not say what runs now)');
});

test('a question that AWS did not answer ends nothing', async () => {
  fleetOf(['i-1']);
  const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
  const StandardOutputContent = JSON.stringify({ status: 'done', reason: 'released', restored: '' });
  mocks.ssm
    .on(GetCommandInvocationCommand)
    .rejectsOnce(throttled)
    .rejectsOnce(Object.assign(new Error('socket'), { name: 'TimeoutError' }))
    .resolves({ Status: 'Success', StatusDetails: 'Success', StandardOutputContent });
  expect((await bring()).at(-1)).toBe('1 of 1 hosts have the new release');
});

test.each([
  [{}, 'the rollout stopped'],
  [{ goesBack: true }, 'not every host went back'],
])('no batch begins when the time is up: %j', async (more, what) => {
  fleetOf(ids(30));
  let nowMs = 0;
  mocks.ssm.on(SendCommandCommand).callsFake(() => {
    nowMs += 15 * 60_000;
    return { Command: { CommandId: 'c' } };
  });
  const passing = { nowMs: () => nowMs, sleep: async () => {} };
  const rolling = rollOut({ clients, context: { fleet: 'shop' }, clock: passing, ...more }, () => {});
  await expect(rolling).rejects.toThrow(
    `${what}: 23 hosts were not asked within 40 min; 7 of 30 hosts have the new release`,
  );
});

test('hosts at work are given up when the time is up', async () => {
  fleetOf(ids(30));
  let nowMs = 0;
  const began = new Map<string, number>();
  mocks.ssm.on(SendCommandCommand).callsFake(() => ({ Command: { CommandId: 'c' } }));
  mocks.ssm.on(GetCommandInvocationCommand).callsFake(({ InstanceId }) => {
    const sinceMs = nowMs - (began.get(InstanceId) ?? began.set(InstanceId, nowMs).get(InstanceId) ?? 0);
    if (InstanceId !== 'i-000' || sinceMs < 39 * 60_000) return { Status: 'InProgress' };
    const StandardOutputContent = JSON.stringify({ status: 'done', reason: 'released', restored: '' });
    return { Status: 'Success', StatusDetails: 'Success', StandardOutputContent };
  });
  const sleep = async (ms: number) => {
    nowMs += ms;
  };
  const rolling = rollOut({ clients, context: { fleet: 'shop' }, clock: { nowMs: () => nowMs, sleep } }, () => {});
  await expect(rolling).rejects.toThrow('i-001, i-002, i-003: no end was told');
  expect(nowMs).toBe(50 * 60_000);
});

test.each([
  ['ssm:SendCommand', () => mocks.ssm.on(SendCommandCommand).rejects(denied())],
  ['ssm:GetCommandInvocation', () => mocks.ssm.on(GetCommandInvocationCommand).rejects(denied())],
  ['ssm:DescribeDocument', () => mocks.ssm.on(DescribeDocumentCommand).rejects(denied())],
])('a caller without %s is told so', async (permission, given) => {
  fleetOf(['i-1']);
  given();
  await expect(bring()).rejects.toMatchObject({ permission });
});

test('a parameter that names no bundle is said', async () => {
  fleetOf(['i-1']);
  mocks.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: 'latest' } });
  await expect(bring()).rejects.toThrow('/ares/shop/release is "latest"');
});

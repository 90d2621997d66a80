import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { RunProgram } from '../run/run-program.ts';
import { fakeClients } from '../testing/fake-clients.ts';
import { fakeRun } from '../testing/fake-run.ts';
import { bootstrapIfNeeded, type Deployment, deployAndWatch } from './deployment.ts';
import { addresses } from './stack-outputs.ts';

const mocks = { ssm: mockClient(SSMClient), cloudwatch: mockClient(CloudWatchClient) };
const clients = fakeClients();
afterAll(() => {
  for (const mock of Object.values(mocks)) mock.restore();
});

const good = { commit: 'abc123', images: { CART_IMAGE: `cart@sha256:${'a'.repeat(64)}` } };
const account = { id: '111122223333', region: 'us-east-1', as: 'arn:ops' };
/** Time passes by sleeping only. */
function virtualClock() {
  let nowMs = 0;
  const sleep = async (ms: number) => {
    nowMs += ms;
  };
  return { nowMs: () => nowMs, sleep };
}

const deployment = (more: Partial<Deployment>): Deployment => ({
  account,
  clients,
  context: { fleet: 'shop' },
  runProgram: fakeRun().run,
  watchMinutes: 0,
  lookAtFleet: async () => [],
  bringRelease: async () => ({ hosts: 2, have: 2 }),
  env: {},
  clock: virtualClock(),
  ...more,
});

/** `cdk deploy` that writes its outputs where it is told. */
function cdkThatWorks(outputs: object): { run: RunProgram; lines: string[] } {
  const { run, lines } = fakeRun({ 'git rev-parse': 'c0ffee\n' });
  const writing: RunProgram = (command, args, options) => {
    const at = args.indexOf('--outputs-file');
    if (at >= 0) writeFileSync(args[at + 1] ?? '', JSON.stringify(outputs));
    return run(command, args, options);
  };
  return { run: writing, lines };
}

function fileOf(images: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'ares-images-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'images.json'), JSON.stringify(images));
  return join(folder, 'images.json');
}

beforeEach(() => {
  for (const mock of Object.values(mocks)) mock.reset();
  mocks.cloudwatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [] });
  mocks.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: JSON.stringify(good) } });
  mocks.ssm.on(PutParameterCommand).resolves({});
});

test('all stacks are deployed with the digests, without a question of cdk', async () => {
  const { run, lines } = cdkThatWorks({ 'Ares-shop-Dashboard': { DashboardUrl: 'https://d1.example' } });
  const outputs = await deployAndWatch(deployment({ runProgram: run }), '/tmp/images.json', () => {});
  expect(lines[0]).toMatch(
    /\.bin\/cdk deploy --all --require-approval never .* -c fleet=shop -c images=\/tmp\/images\.json$/,
  );
  expect(addresses(outputs)).toEqual([['DashboardUrl', 'https://d1.example']]);
});

test('a workflow is told the commit to go back to before anything changes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ares-output-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'output');
  const failed = { code: 1, stdout: '', stderr: 'Ares-shop-Network failed: ROLLBACK_COMPLETE' };
  const { run } = fakeRun({ 'cdk deploy': failed });
  const failing = deployAndWatch(deployment({ runProgram: run, env: { GITHUB_OUTPUT: file } }), 'i.json', () => {});
  await expect(failing).rejects.toThrow('ROLLBACK_COMPLETE');
  expect(readFileSync(file, 'utf8')).toBe('last-good=abc123\n');
});

test('commit and images are kept as good when no alarm rang while they were watched', async () => {
  const { run } = cdkThatWorks({});
  const images = fileOf({ CART_IMAGE: 'cart@sha256:new' });
  await deployAndWatch(deployment({ runProgram: run, watchMinutes: 10 }), images, () => {});
  const [kept] = mocks.ssm.commandCalls(PutParameterCommand);
  const Value = JSON.stringify({ commit: 'c0ffee', images: { CART_IMAGE: 'cart@sha256:new' } });
  expect(kept?.args[0].input).toMatchObject({ Name: '/ares/shop/last-good', Value, Overwrite: true });
});

test('a commit is not kept unwatched, nor when an alarm rings', async () => {
  const { run } = cdkThatWorks({});
  await deployAndWatch(deployment({ runProgram: run }), 'i.json', () => {});
  const alarm = { AlarmName: 'ARES shop: no ticks', StateReason: 'silence' };
  const rings = [[], ...Array(10).fill([alarm])];
  mocks.cloudwatch.on(DescribeAlarmsCommand).callsFake(() => ({ MetricAlarms: rings.shift() }));
  const watched = deployAndWatch(deployment({ runProgram: run, watchMinutes: 10 }), 'i.json', () => {});
  await expect(watched).rejects.toThrow('ARES shop: no ticks (silence)');
  expect(mocks.ssm.commandCalls(PutParameterCommand)).toEqual([]);
});

test('a fleet that is not well afterwards is a failed deployment, and what was good stays it', async () => {
  const { run } = cdkThatWorks({});
  const lookAtFleet = async () => [{ name: 'i-1', state: 'failed' as const, found: 'no agent', remedy: 'start it' }];
  const watched = deployAndWatch(deployment({ runProgram: run, watchMinutes: 10, lookAtFleet }), 'i.json', () => {});
  await expect(watched).rejects.toThrow('deployed, but the fleet is not well: i-1: no agent');
  expect(mocks.ssm.commandCalls(PutParameterCommand)).toEqual([]);
});

test.each([{}, { watchMinutes: 10 }, { goesBack: true }])(
  'hosts are brought the release after the stacks, and a rollout that stopped ends it: %j',
  async (more) => {
    const { run, lines } = cdkThatWorks({});
    const bringRelease = async (): Promise<never> => {
      lines.push('rollout');
      throw new Error('the rollout stopped');
    };
    const deploying = deployAndWatch(deployment({ runProgram: run, bringRelease, ...more }), 'i.json', () => {});
    await expect(deploying).rejects.toThrow('the rollout stopped');
    expect(lines).toEqual([expect.stringContaining('cdk deploy'), 'rollout']);
    expect(mocks.ssm.commandCalls(PutParameterCommand)).toEqual([]);
  },
);

const kept = () => mocks.ssm.commandCalls(PutParameterCommand).length;

test.each([
  [{ hosts: 0, have: 0 }, 1],
  [{ hosts: 40, have: 1 }, 1],
  [{ hosts: 40, have: 0 }, 0],
])('a commit is kept where a host has it, or there is none: %j', async (reached, times) => {
  const { run } = cdkThatWorks({});
  const lines: string[] = [];
  const bringRelease = async () => reached;
  const given = deployment({ runProgram: run, watchMinutes: 10, bringRelease });
  await deployAndWatch(given, fileOf({}), (line) => lines.push(line));
  expect(kept()).toBe(times);
  expect(lines.some((line) => line.startsWith('not kept as good: none of 40 hosts has this release'))).toBe(
    times === 0,
  );
});

test('hosts that booted while they were watched are asked once more', async () => {
  const { run } = cdkThatWorks({});
  const reached = [
    { hosts: 1, have: 0 },
    { hosts: 1, have: 1 },
  ];
  const bringRelease = async () => reached.shift() ?? { hosts: 1, have: 0 };
  await deployAndWatch(deployment({ runProgram: run, watchMinutes: 10, bringRelease }), fileOf({}), () => {});
  expect(kept()).toBe(1);
});

test('going back keeps nothing: it is what is kept', async () => {
  const { run } = cdkThatWorks({});
  await deployAndWatch(deployment({ runProgram: run, watchMinutes: 10, goesBack: true }), 'i.json', () => {});
  expect(mocks.ssm.commandCalls(PutParameterCommand)).toEqual([]);
});

test('without a bootstrap there is no deployment unless somebody agrees', async () => {
  mocks.ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ message: 'no', $metadata: {} }));
  const { run, lines } = fakeRun();
  await expect(bootstrapIfNeeded(deployment({ runProgram: run }), false)).rejects.toThrow(
    'aws://111122223333/us-east-1',
  );
  expect(lines).toEqual([]);
  await bootstrapIfNeeded(deployment({ runProgram: run }), true);
  expect(lines[0]).toContain('cdk bootstrap aws://111122223333/us-east-1');
});

test('with a bootstrap nobody is asked', async () => {
  mocks.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '28' } });
  const { run, lines } = fakeRun();
  await bootstrapIfNeeded(deployment({ runProgram: run }));
  expect(lines).toEqual([]);
});

test('queues are no addresses for people', () => {
  const outputs = {
    A: { TicksQueueUrl: 'https://sqs.example/q', ApiUrl: 'https://a', UndeliveredUrl: 'https://u', TopicArn: 'arn' },
  };
  expect(addresses(outputs)).toEqual([['ApiUrl', 'https://a']]);
});

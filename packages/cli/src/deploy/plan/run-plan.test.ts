import { PLANNED_USE } from '@ares/config/aws';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Deployment } from '../steps/deployment.ts';
import { aTemplate } from '../testing/a-template.ts';
import { fakeClients } from '../testing/fake-clients.ts';
import { fakeRun } from '../testing/fake-run.ts';
import { tellPlan } from './run-plan.ts';

const template = aTemplate({ Role: ['AWS::IAM::Role'], Other: ['AWS::IAM::Role'], Ear: ['AWS::CloudWatch::Alarm'] });
const Metadata = { [PLANNED_USE]: { executions: 10, reserved: 0, connections: 24, connectionsMax: 65 } };
vi.mock('../synth/whole-deployment.ts', () => ({
  wholeDeployment: async () => [{ ...template, body: { ...template.body, Metadata } }],
}));

const mocks = { lambda: mockClient(LambdaClient), ssm: mockClient(SSMClient) };
const written: string[] = [];
beforeEach(() => {
  for (const mock of Object.values(mocks)) mock.reset();
  mocks.lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 1_000 } });
  mocks.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '28' } });
  written.length = 0;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(() => {
  for (const mock of Object.values(mocks)) mock.restore();
});

function planning() {
  const { run, lines } = fakeRun({ 'cdk diff': 'Resources\n[+] everything' });
  const deployment: Deployment = {
    account: { id: '111122223333', region: 'eu-west-1', as: 'arn:ops' },
    clients: fakeClients(),
    context: { images: 'i.json' },
    runProgram: run,
    watchMinutes: 0,
    lookAtFleet: async () => [],
    bringRelease: async () => ({ hosts: 0, have: 0 }),
    env: {},
    clock: { nowMs: () => 0, sleep: async () => {} },
  };
  return { deployment, lines };
}
const noBootstrap = () =>
  mocks.ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ message: 'no', $metadata: {} }));

test('an empty account: everything but the difference is told, and nothing is wrong', async () => {
  noBootstrap();
  const { deployment, lines } = planning();
  await tellPlan(deployment);
  const text = written.join('');
  expect(text).toContain('not yet: this account and region are not bootstrapped for cdk');
  expect(text).toMatch(/Ares-test-Some +3 +2 IAM::Role, 1 CloudWatch::Alarm/);
  expect(text).toMatch(/About 0\.10 \$ a month .*--region eu-west-1`\n.*\nPriced as us-east-1/);
  expect(text).toContain('Nothing to compare with before the bootstrap');
  expect([lines, process.exitCode]).toEqual([[], undefined]);
});

test('with a bootstrap what would change is told too, also where a quota is too small', async () => {
  mocks.lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 9 } });
  const { deployment, lines } = planning();
  await tellPlan(deployment);
  expect(lines).toEqual([expect.stringMatching(/cdk diff --all/)]);
  expect(process.exitCode).toBe(1);
});

test('as JSON: checks, stacks and cost', async () => {
  noBootstrap();
  await tellPlan(planning().deployment, true);
  const { checks, stacks, cost } = JSON.parse(written.join(''));
  expect(checks).toContainEqual(expect.objectContaining({ name: 'cdk bootstrap', state: 'not yet' }));
  expect(stacks).toEqual([
    { stack: 'Ares-test-Some', resources: 3, types: { 'IAM::Role': 2, 'CloudWatch::Alarm': 1 } },
  ]);
  expect(cost[0]).toContain('npx ares cost');
});

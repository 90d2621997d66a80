import { PLANNED_USE } from '@ares/config/aws';
import { DescribeAddressesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Check, runCheck } from '../../doctor/check.ts';
import type { Template } from '../template/resource.ts';
import { aTemplate } from '../testing/a-template.ts';
import { fakeClients } from '../testing/fake-clients.ts';
import { withAccountQuota } from './account-quota.ts';
import { assertWell } from './assert-well.ts';
import { preflight } from './preflight.ts';

const mocks = {
  ec2: mockClient(EC2Client),
  lambda: mockClient(LambdaClient),
  quotas: mockClient(ServiceQuotasClient),
  ssm: mockClient(SSMClient),
};
const clients = fakeClients();
const account = { id: '111122223333', region: 'us-east-1', as: 'arn:aws:iam::111122223333:user/ops' };

const planned = (executions: number, reserved = 0): Template[] => {
  const template = aTemplate({
    Address: ['AWS::EC2::EIP'],
    Host: ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 't4g.xlarge' } }],
  });
  const Metadata = { [PLANNED_USE]: { executions, reserved, connections: 24, connectionsMax: 65 } };
  return [aTemplate({}), { ...template, body: { ...template.body, Metadata } }];
};

beforeEach(() => {
  for (const mock of Object.values(mocks)) mock.reset();
  mocks.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '28' } });
  mocks.lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 1_000 } });
  mocks.quotas.on(GetServiceQuotaCommand).resolves({ Quota: { Value: 5 } });
  mocks.ec2.on(DescribeAddressesCommand).resolves({ Addresses: [{}, {}] });
});
afterAll(() => {
  for (const mock of Object.values(mocks)) mock.restore();
});

const checks = async (executions = 10, reserved = 0): Promise<Record<string, Check>> =>
  Object.fromEntries(
    (
      await Promise.all(
        preflight({ account, clients, fleet: 'web', templates: planned(executions, reserved) }).map(runCheck),
      )
    ).map((one) => [one.name, one]),
  );

test('an account that is ready passes, each check with its figures', async () => {
  const found = await checks();
  expect(Object.values(found).map(({ state }) => state)).toEqual(Array(7).fill('ok'));
  expect(found['Lambda concurrency']?.found).toBe('10 at once at most for the loop, 1000 allowed in this account');
  expect(found['database connections']?.found).toBe('24 at once at most, 65 there for them');
  expect(found.vCPUs?.found).toBe('4 needed, 5 allowed');
  expect(found['Elastic IPs']?.found).toBe('1 needed, 2 in use, 5 allowed');
});

test('addresses of the deployment of before are those that it needs; another fleet’s are not', async () => {
  const of = (Value: string) => ({ Tags: [{ Key: 'ares:deployment', Value }] });
  mocks.ec2.on(DescribeAddressesCommand).resolves({ Addresses: [of('web'), of('web'), of('other'), {}] });
  expect((await checks())['Elastic IPs']?.found).toBe('1 needed, 2 in use, 5 allowed');
});

test('a missing bootstrap stands in nobody’s way, and names the commands', async () => {
  mocks.ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ message: 'no', $metadata: {} }));
  expect((await checks())['cdk bootstrap']).toMatchObject({
    state: 'not yet',
    remedy: expect.stringMatching(/npx ares deploy.*npx cdk bootstrap aws:\/\/111122223333\/us-east-1/),
  });
});

test('a bootstrap that is too old is one too', async () => {
  mocks.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '6' } });
  expect((await checks())['cdk bootstrap']).toMatchObject({ state: 'not yet', found: 'version 6 is too old' });
});

test('a new account has just enough, and is told that people wait for it', async () => {
  mocks.lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 10 } });
  expect((await checks())['Lambda concurrency']).toMatchObject({
    state: 'ok',
    found: expect.stringMatching(/leaves none for the API.*L-B99A9384/),
  });
});

test('what is reserved for the API counts beside the loop', async () => {
  const { 'Lambda concurrency': enough } = await checks(99, 10);
  expect(enough?.found).toBe('99 at once at most for the loop, 10 reserved for the API, 1000 allowed in this account');
});

test.each([
  { executions: 10, quota: 109, state: 'failed' },
  { executions: 10, quota: 110, state: 'ok' },
  { executions: 120, quota: 129, state: 'failed' },
  { executions: 120, quota: 130, state: 'ok' },
])('with a reservation of 10, $executions for the loop and a quota of $quota: $state', async (one) => {
  mocks.lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: one.quota } });
  expect((await checks(one.executions, 10))['Lambda concurrency']).toMatchObject({ state: one.state });
});

test('templates without what they were sized with are no deployment', () =>
  expect(() => preflight({ account, clients, fleet: 'web', templates: [aTemplate({})] })).toThrow());

test.each([
  {
    name: 'Lambda concurrency',
    prepare: () => mocks.lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 6 } }),
    remedy: 'L-B99A9384',
  },
  {
    name: 'vCPUs',
    prepare: () => mocks.quotas.on(GetServiceQuotaCommand).resolves({ Quota: { Value: 2 } }),
    remedy: 'L-1216C47A',
  },
  {
    name: 'Elastic IPs',
    prepare: () => mocks.ec2.on(DescribeAddressesCommand).resolves({ Addresses: Array(5).fill({}) }),
    remedy: 'L-0263D0A3',
  },
])('a quota that is too small is named with its code: $name', async ({ name, prepare, remedy }) => {
  prepare();
  expect((await checks())[name]).toMatchObject({ state: 'failed', remedy: expect.stringContaining(remedy) });
});

test('a quota that nobody lets us read stops nothing, and is told', async () => {
  mocks.quotas.on(GetServiceQuotaCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  expect((await checks()).vCPUs).toMatchObject({
    state: 'ok',
    found: '4 needed; the quota L-1216C47A cannot be read (servicequotas:GetServiceQuota is not allowed)',
  });
});

test('a right that is missing is told as that', async () => {
  mocks.lambda.on(GetAccountSettingsCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  expect((await checks())['Lambda concurrency']).toMatchObject({ remedy: 'let your role lambda:GetAccountSettings' });
});

test('the fleet is sized from the quota of the account, unless somebody said otherwise', async () => {
  expect(await withAccountQuota({}, clients.lambda)).toEqual({ lambdaConcurrency: '1000' });
  expect(await withAccountQuota({ lambdaConcurrency: '50' }, clients.lambda)).toEqual({ lambdaConcurrency: '50' });
  mocks.lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 50_000 } });
  expect(await withAccountQuota({}, clients.lambda)).toEqual({ lambdaConcurrency: '10000' });
});

test('what is not ready is told in one message, with its remedies', () => {
  const check = (name: string, state: Check['state']): Check => ({
    name,
    state,
    found: `${name} found`,
    remedy: `mend ${name}`,
  });
  expect(() => assertWell([check('a', 'ok')], 'not ready')).not.toThrow();
  expect(() => assertWell([check('a', 'failed'), check('b', 'ok'), check('c', 'failed')], 'not ready')).toThrow(
    'not ready: a: a found; c: c found',
  );
});

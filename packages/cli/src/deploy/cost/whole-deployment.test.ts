import { SLOT_MS } from '@ares/config/aws';
import { describe, expect, test } from 'vitest';
import type { Context } from '../context/context.ts';
import { synthesize } from '../synth/synthesize.ts';
import { wholeDeployment } from '../synth/whole-deployment.ts';
import type { Template } from '../template/resource.ts';
import { estimate } from './estimate.ts';

const FIXED_USD_MAX = 40;
const HOST_USD_MAX = 0.45;
const HOSTS = 100;

const priced = (templates: readonly Template[]) =>
  estimate(templates, { region: 'us-east-1', hosts: HOSTS, tickMs: SLOT_MS });

const deployments: readonly { name: string; context: Context }[] = [
  { name: 'with the shop and a standby', context: { databaseMultiAz: 'true' } },
  {
    name: 'for hosts of a team, with a standby',
    context: { databaseMultiAz: 'true', shop: 'false', vpcId: 'vpc-0123456789abcdef0' },
  },
];

describe.each(deployments)('the deployment $name', ({ context }) => {
  test('costs at most 40 $ fixed and 0.45 $ a host for 100 hosts, and everything in it has a price', async () => {
    const costs = priced(await wholeDeployment({ fleetSize: String(HOSTS), ...context }));
    expect(costs.fixedUsd).toBeLessThanOrEqual(FIXED_USD_MAX);
    expect(costs.perHostUsd).toBeLessThanOrEqual(HOST_USD_MAX);
    expect(costs.lines.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['database t4g.micro in two zones', 'CloudWatch metrics of hosts', 'alarms']),
    );
  });
});

test('a resource that is added without a price makes the estimate fail', async () => {
  const [first, ...others] = await wholeDeployment({});
  const seeded = { ...first?.body.Resources, Search: { Type: 'AWS::OpenSearchService::Domain' } };
  const templates = [{ stack: 'Ares-default-Images', body: { ...first?.body, Resources: seeded } }, ...others];
  expect(() => priced(templates)).toThrow('AWS::OpenSearchService::Domain (Ares-default-Images/Search)');
});

test('a wrong context value is quoted, and so is a fleet that the account cannot carry', async () => {
  await expect(synthesize({ hosts: 'many' })).rejects.toThrow('hosts is "many"');
  await expect(synthesize({ fleetSize: '10000', lambdaConcurrency: '10' })).rejects.toThrow('Concurrent executions');
});

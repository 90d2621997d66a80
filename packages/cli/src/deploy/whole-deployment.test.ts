import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SLOT_MS } from '@ares/config/aws';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { repositoryRoot } from '../local/paths.ts';
import { estimate } from './cost/estimate.ts';
import { describedDeployment, generatedPages } from './pages/generated-pages.ts';
import { needsOf } from './plan/needs.ts';
import { synthesize } from './synth/synthesize.ts';
import { wholeDeployment } from './synth/whole-deployment.ts';
import { resourcesOf, type Template } from './template/resource.ts';

// Each synthesis is the whole app with all its checks, in a process of its own.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const FIXED_USD_MAX = 40;
const HOST_USD_MAX = 0.45;
const HOSTS = 100;

const priced = (templates: readonly Template[]) =>
  estimate(templates, { region: 'us-east-1', hosts: HOSTS, tickMs: SLOT_MS });

describe('with the shop and a standby of the database', () => {
  let templates: readonly Template[] = [];
  beforeAll(async () => {
    templates = await wholeDeployment(describedDeployment);
  });

  test('it costs at most 40 $ fixed and 0.45 $ a host for 100 hosts, and everything in it has a price', () => {
    const costs = priced(templates);
    expect(costs.fixedUsd).toBeLessThanOrEqual(FIXED_USD_MAX);
    expect(costs.perHostUsd).toBeLessThanOrEqual(HOST_USD_MAX);
    expect(costs.lines.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['database t4g.micro in two zones', 'CloudWatch metrics of hosts', 'alarms']),
    );
  });

  test('a resource that is added without a price makes the estimate fail', () => {
    const Resources = { Search: { Type: 'AWS::OpenSearchService::Domain' } };
    const seeded = [...templates, { stack: 'Ares-default-More', body: { Resources } }];
    expect(() => priced(seeded)).toThrow('AWS::OpenSearchService::Domain (Ares-default-More/Search)');
  });

  test('its needs are read from it: executions, connections, addresses, processors', () => {
    const needs = needsOf(templates);
    const planned = { executions: 10, reserved: 10, connections: 24, connectionsMax: 65 };
    expect(needs).toEqual({ addresses: 1, vcpus: 2, ...planned });
  });

  test.each(['alarms.md', 'costs.md', 'iam.md'])(
    'docs/aws/%s is what the templates say: `npm run docs:aws` writes it',
    (name) => {
      const path = join(repositoryRoot, 'docs/aws', name);
      expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(generatedPages(templates)[name]);
    },
  );
});

test('for hosts of a team it costs no more, and brings no host', async () => {
  const context = { databaseMultiAz: 'true', shop: 'false', vpcId: 'vpc-0123456789abcdef0', fleetTag: 'web' };
  const templates = await wholeDeployment(context);
  const { fixedUsd, perHostUsd } = priced(templates);
  expect(fixedUsd).toBeLessThanOrEqual(FIXED_USD_MAX);
  expect(perHostUsd).toBeLessThanOrEqual(HOST_USD_MAX);
  expect(resourcesOf(templates).filter(({ type }) => type === 'AWS::EC2::LaunchTemplate')).toEqual([]);
});

test('a wrong context value is quoted', () => expect(synthesize({ hosts: 'many' })).rejects.toThrow('hosts is "many"'));

test('a fleet that the account cannot carry is refused by the name of the quota', () =>
  expect(synthesize({ fleetSize: '10000', lambdaConcurrency: '10' })).rejects.toThrow('Concurrent executions'));

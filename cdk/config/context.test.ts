import { RootConstruct } from 'constructs';
import { expect, test } from 'vitest';
import { parseContext, readContext } from './context.ts';

test('an empty context is a deployment with defaults', () => {
  expect(parseContext({})).toMatchObject({
    fleet: 'default',
    fleetTag: 'default',
    shop: true,
    hosts: 1,
    dualStack: true,
  });
});

test('interface endpoints are asked by the names that they serve, unless the context says otherwise', () => {
  expect(parseContext({ interfaceEndpoints: true }).dualStack).toBe(false);
  expect(parseContext({ interfaceEndpoints: true, dualStack: true }).dualStack).toBe(true);
});

test('text of the command line reads like JSON of cdk.json', () => {
  const asText = parseContext({ shop: 'false', hosts: '3', logRetentionDays: '7' });
  expect(asText).toEqual(parseContext({ shop: false, hosts: 3, logRetentionDays: 7 }));
});

test('an existing VPC is taken to have no IPv6, unless the context says so', () => {
  const vpcId = 'vpc-0123456789abcdef0';
  expect(parseContext({ vpcId }).dualStack).toBe(false);
  expect(parseContext({ vpcId, dualStack: 'true' }).dualStack).toBe(true);
});

test.each<[string, unknown]>([
  ['fleet', 'shop fleet'],
  ['fleetTag', ''],
  ['fleetSize', '10001'],
  ['shop', 'no'],
  ['hosts', '0'],
  ['hosts', '2.5'],
  ['hostNetwork', 'both'],
  ['instanceType', 't3.large'],
  ['images', 'images.yaml'],
  ['cloudFrontPrefixList', 'com.amazonaws.global.cloudfront.origin-facing'],
  ['vpcId', 'default'],
  ['zones', 'us-east-1a'],
  ['zones', 'us-east-1a,us-east-1a'],
  ['logRetentionDays', 8],
  ['notificationEmail', 'someone'],
  ['githubRepository', 'https://github.com/team/shop'],
  ['githubEnvironment', '*'],
])('%s = %j is refused, quoted, and told what is wanted', (name, value) => {
  const refusal = new RegExp(
    `- ${name} is ${JSON.stringify(value).replace(/[.*]/g, '\\$&')}, but must be (?!undefined).+: correct`,
  );
  expect(() => parseContext({ [name]: value })).toThrow(refusal);
});

test('all wrong values are told at once, and a misspelt name too', () => {
  expect(() => parseContext({ hosts: 'x', vpcId: 'y', hotsNetwork: 'private' })).toThrow(
    /hosts is "x".*vpcId is "y".*hotsNetwork is no context value/s,
  );
});

test('feature flags and cached lookups of cdk are none of the values', () => {
  const { node } = new RootConstruct();
  const context = { '@aws-cdk/core:flag': true, 'vpc-provider:account=1:region=x': {}, fleet: 'shop' };
  for (const [name, value] of Object.entries(context)) node.setContext(name, value);
  expect(readContext(node).fleet).toBe('shop');
});

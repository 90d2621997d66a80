import { App, type Environment } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { parseContext } from '../config/context.ts';
import { testContext } from '../testing/cdk-json.ts';
import { lookedUpVpc, lookupEnv, VPC_ID } from '../testing/looked-up-vpc.ts';
import { NetworkStack } from './network.ts';

const stackOf = (
  context: Record<string, unknown>,
  lookups: Record<string, unknown> = {},
  env: Environment = lookupEnv,
) =>
  new NetworkStack(new App({ context: { ...testContext, ...lookups } }), 'Network', {
    env,
    context: parseContext(context),
  });

describe('a VPC of its own', () => {
  const template = Template.fromStack(stackOf({}));

  test('costs nothing: neither NAT gateways nor interface endpoints', () => {
    template.resourceCountIs('AWS::EC2::NatGateway', 0);
    template.allResourcesProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' });
  });

  test('has two public and two private subnets, all with IPv6', () => {
    for (const [type, count] of [
      ['Public', 2],
      ['Private', 2],
    ] as const) {
      const Tags = Match.arrayWith([{ Key: 'aws-cdk:subnet-type', Value: type }]);
      template.resourcePropertiesCountIs('AWS::EC2::Subnet', { Tags }, count);
    }
    template.allResourcesProperties('AWS::EC2::Subnet', { Ipv6CidrBlock: Match.anyValue() });
  });

  test('leads private subnets out over IPv6, and nobody in', () => {
    const out = { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: Match.anyValue() };
    template.resourcePropertiesCountIs('AWS::EC2::Route', out, 2);
  });

  test.each([9090, 9469])('lets the tick reach hosts at %i, and hosts nobody else', (port) => {
    const into = {
      FromPort: port,
      ToPort: port,
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Tick'), 'GroupId'] },
    };
    template.resourcePropertiesCountIs('AWS::EC2::SecurityGroupIngress', { FromPort: port }, 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', into);
  });

  test('lets two groups of functions reach the database', () => {
    template.resourcePropertiesCountIs('AWS::EC2::SecurityGroupIngress', { FromPort: 5432 }, 2);
  });
});

test('a VPC of its own is in the zones that the context names', () => {
  const template = Template.fromStack(stackOf({ zones: 'eu-central-1a,eu-central-1c' }));
  const zones = Object.values(template.findResources('AWS::EC2::Subnet')).map(
    ({ Properties }) => Properties.AvailabilityZone,
  );
  expect(zones.sort()).toEqual(['eu-central-1a', 'eu-central-1a', 'eu-central-1c', 'eu-central-1c']);
});

test('interface endpoints are an option', () => {
  const template = Template.fromStack(stackOf({ interfaceEndpoints: true }));
  template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface' }, 7);
});

test('private hosts take over their volume by an endpoint too', () => {
  const template = Template.fromStack(stackOf({ interfaceEndpoints: true, hostNetwork: 'private' }));
  template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface' }, 8);
});

describe('an existing VPC', () => {
  test('is left as it is, but for the security groups', () => {
    const template = Template.fromStack(stackOf({ vpcId: VPC_ID }, lookedUpVpc(['a', 'b'])));
    const types = Object.values(template.toJSON().Resources).map((resource) => (resource as { Type: string }).Type);
    expect([...new Set(types)].filter((type) => !type.startsWith('AWS::EC2::SecurityGroup'))).toEqual([]);
    template.allResourcesProperties('AWS::EC2::SecurityGroup', { VpcId: VPC_ID });
  });

  test('gets the endpoint of S3 with the others, for every private subnet', () => {
    const context = { vpcId: VPC_ID, interfaceEndpoints: true };
    const template = Template.fromStack(stackOf(context, lookedUpVpc(['a', 'b'])));
    template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface' }, 7);
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', {
      VpcEndpointType: 'Gateway',
      RouteTableIds: ['rtb-a', 'rtb-b'],
    });
  });

  test('is reached by group, because it may have ranges that its look-up does not tell', () => {
    const template = Template.fromStack(stackOf({ vpcId: VPC_ID, interfaceEndpoints: true }, lookedUpVpc(['a', 'b'])));
    for (const port of [9090, 9469]) {
      template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
        FromPort: port,
        GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Tick'), 'GroupId'] },
        DestinationSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Hosts'), 'GroupId'] },
      });
    }
    const toEndpoints = { FromPort: 443, GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Endpoints'), 'GroupId'] } };
    template.resourcePropertiesCountIs('AWS::EC2::SecurityGroupIngress', toEndpoints, 3);
  });

  test('has private subnets in two zones, or is refused', () => {
    expect(() => stackOf({ vpcId: VPC_ID }, lookedUpVpc(['a']))).toThrow(
      /subnets with egress in 1 zones.*add a subnet/,
    );
  });

  test('cannot be looked up without an account', () => {
    expect(() => stackOf({ vpcId: VPC_ID }, {}, {})).toThrow(`vpcId is "${VPC_ID}", and cannot be looked up`);
  });
});

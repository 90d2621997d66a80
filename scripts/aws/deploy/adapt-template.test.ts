import { expect, test } from 'vitest';
import { adaptTemplate } from './adapt-template.ts';
import { adaptations } from './adaptations.ts';

const list = adaptations({ database: { host: '127.0.0.1', port: 5433 }, ssmUrl: 'http://127.0.0.1:1' });
const adapt = (Resources: Record<string, { Type: string; [name: string]: unknown }>, Outputs = {}) =>
  adaptTemplate({ Resources, Outputs }, list);

test('what the emulator does not know goes, with every reference to it', () => {
  const { template, used } = adapt(
    {
      Gateway: { Type: 'AWS::EC2::EgressOnlyInternetGateway' },
      Cidr: { Type: 'AWS::EC2::VPCCidrBlock' },
      Subnet: {
        Type: 'AWS::EC2::Subnet',
        DependsOn: ['Cidr', 'Vpc'],
        Properties: { CidrBlock: '10.0.0.0/24', Ipv6CidrBlock: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Cidr', 'X'] }] } },
      },
      Vpc: { Type: 'AWS::EC2::VPC', DependsOn: 'Cidr' },
    },
    { Gone: { Value: { Ref: 'Gateway' } }, Kept: { Value: { Ref: 'Vpc' } } },
  );
  expect(template.Resources).toEqual({
    Subnet: { Type: 'AWS::EC2::Subnet', DependsOn: ['Vpc'], Properties: { CidrBlock: '10.0.0.0/24' } },
    Vpc: { Type: 'AWS::EC2::VPC' },
  });
  expect(Object.keys(template.Outputs ?? {})).toEqual(['Kept']);
  expect([...used.values()]).toEqual([['Gateway'], ['Cidr'], ['Subnet']]);
});

test('functions of ours are told of the stand-ins, and keep the rest of their environment', () => {
  const variables = {
    ARES_FLEET: 'x',
    DATABASE_HOST: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] },
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
  };
  const lambda = (Description: string, Variables: object) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { Description, Environment: { Variables } },
  });
  const { template } = adapt({ Tick: lambda('ARES tick: decides', variables), Other: lambda('framework', { A: 'b' }) });
  expect(template.Resources?.Tick?.Properties?.Environment).toEqual({
    Variables: {
      ARES_FLEET: 'x',
      DATABASE_HOST: '127.0.0.1',
      DATABASE_PORT: '5433',
      DATABASE_TLS: 'off',
      AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:1',
    },
  });
  expect(template.Resources?.Other).toEqual(lambda('framework', { A: 'b' }));
});

test('an attribute that the emulator does not tell is put together', () => {
  const { template, used } = adapt({
    People: { Type: 'AWS::Cognito::UserPool' },
    Api: { Type: 'X::Y', Properties: { Issuer: { 'Fn::GetAtt': ['People', 'ProviderURL'] } } },
    Other: { Type: 'X::Y', Properties: { Arn: { 'Fn::GetAtt': ['People', 'Arn'] } } },
  });
  expect(template.Resources?.Api?.Properties).toEqual({
    Issuer: { 'Fn::Sub': expect.stringMatching(/^https:.*\$\{People\}$/) },
  });
  expect(template.Resources?.Other?.Properties).toEqual({ Arn: { 'Fn::GetAtt': ['People', 'Arn'] } });
  expect([...used.values()]).toEqual([['People']]);
});

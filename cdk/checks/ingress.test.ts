import { expect, test } from 'vitest';
import { seeded } from '../testing/seeded.ts';
import type { Resource } from '../testing/template.ts';
import { letsNobodyInFromAnywhere } from './ingress.ts';

const rule = (over: object) => ({
  IpProtocol: 'tcp',
  FromPort: 9469,
  ToPort: 9469,
  SourceSecurityGroupId: 'sg',
  ...over,
});
const alone = (over: object): Resource => ({ Type: 'AWS::EC2::SecurityGroupIngress', Properties: rule(over) });
const within = (over: object): Resource => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { SecurityGroupIngress: [rule({}), rule(over)] },
});

test.each([
  { CidrIp: '0.0.0.0/0' },
  { CidrIpv6: '::/0' },
  { CidrIp: '10.0.0.0/8' },
  { FromPort: 22, ToPort: 22 },
  { FromPort: 0, ToPort: 65_535 },
  { IpProtocol: '-1' },
  { SourcePrefixListId: 'pl-3b927c52' },
])('security 15: %j is found', (over) => {
  for (const resource of [alone, within]) {
    expect(letsNobodyInFromAnywhere(seeded(resource({})))).toEqual([]);
    expect(letsNobodyInFromAnywhere(seeded(resource(over)))).toHaveLength(1);
  }
});

import type { Context } from '../context/context.ts';

/** An account that nobody asks; what `cdk` would look up in it is made up here. */
export const placeholderAccount = { CDK_DEFAULT_ACCOUNT: '111122223333', CDK_DEFAULT_REGION: 'us-east-1' } as const;

const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = placeholderAccount;
const zones = ['a', 'b'].map((letter) => `${region}${letter}`);

const group = (type: 'Public' | 'Private', digit: string) => ({
  type,
  name: type,
  subnets: zones.map((availabilityZone, i) => ({
    subnetId: `subnet-${digit.repeat(16)}${i}`,
    routeTableId: `rtb-${digit.repeat(16)}${i}`,
    cidr: `10.0.${i}.0/24`,
    availabilityZone,
  })),
});

/** Answers to the lookups of this context, under the keys that the library asks them by. */
export function lookedUp({ vpcId }: Context): Record<string, unknown> {
  const ofCloudFront = { cloudFrontPrefixList: 'pl-00000000' };
  if (vpcId === undefined) return ofCloudFront;
  const asked = `account=${account}:filter.vpc-id=${vpcId}:region=${region}:returnAsymmetricSubnets=true`;
  const subnetGroups = [group('Public', '1'), group('Private', '2')];
  const vpc = { vpcId, vpcCidrBlock: '10.0.0.0/16', ownerAccountId: account, availabilityZones: [], subnetGroups };
  return { ...ofCloudFront, [`vpc-provider:${asked}`]: vpc };
}

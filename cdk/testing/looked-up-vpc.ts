export const VPC_ID = 'vpc-0123456789abcdef0';
export const lookupEnv = { account: '123456789012', region: 'eu-central-1' };

/** What `cdk` caches in the context after it looked VPC_ID up: private subnets in these zones, public ones in both. */
export const lookedUpVpc = (privateZones: readonly string[]): Record<string, unknown> => ({
  [`vpc-provider:account=${lookupEnv.account}:filter.vpc-id=${VPC_ID}:region=${lookupEnv.region}:returnAsymmetricSubnets=true`]:
    {
      vpcId: VPC_ID,
      vpcCidrBlock: '10.7.0.0/16',
      availabilityZones: [],
      subnetGroups: [group('Private', privateZones), group('Public', ['a', 'b'])],
    },
});

const group = (type: string, zones: readonly string[]) => ({
  name: type,
  type,
  subnets: zones.map((zone) => ({
    subnetId: `subnet-${type.toLowerCase()}-${zone}`,
    cidr: '10.7.0.0/24',
    availabilityZone: `${lookupEnv.region}${zone}`,
    routeTableId: `rtb-${zone}`,
  })),
});

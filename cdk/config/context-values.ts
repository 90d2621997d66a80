import { z } from 'zod';
import { flag, matching, oneOf, oneOfNumbers, wholeNumber } from './kinds.ts';

/** Every context value of the app. `about` is the line of docs/context.md, `wanted` what an error asks for. */
export const contextValues = z.object({
  fleet: about(
    matching(/^[A-Za-z][A-Za-z0-9-]{0,30}$/, 'a letter, then up to 30 letters, digits or hyphens').default('default'),
    'Name of the fleet; stacks are called `Ares-FLEET-…`, so that several fleets fit into one account.',
  ),
  fleetTag: about(
    matching(/^[\w.:/=+@-][\w .:/=+@-]{0,127}$/, 'the value of an EC2 tag, up to 128 characters').optional(),
    'Instances whose tag `ares:fleet` has this value are looked after. Without it: the value of `fleet`.',
  ),
  fleetSize: about(
    wholeNumber(1, 10_000).default(100),
    'The most hosts that this fleet will have; shards, concurrency and connections are sized from it.',
  ),
  shop: about(
    flag.default(true),
    'Whether hosts with the reference shop are deployed; `false` leaves only the control plane, for hosts of your own.',
  ),
  hosts: about(wholeNumber(1, 20).default(1), 'Hosts with the shop. Each is a cell: a whole shop with its own data.'),
  hostNetwork: about(
    oneOf(['public', 'private']).default('public'),
    'Subnets of the hosts. `private` has egress over IPv6 only and no storefront on the internet.',
  ),
  instanceType: about(
    matching(/^[a-z0-9-]+g[a-z]*\.[a-z0-9]+$/, 'an arm64 instance type, such as t4g.large').default('t4g.large'),
    'Instance type of the hosts, of the arm64 kind.',
  ),
  dataVolumeGiB: about(
    wholeNumber(8, 16_384).default(20),
    'Size of the volume that keeps a cell’s data when its host is replaced.',
  ),
  composePluginUrl: about(
    matching(/^s3:\/\/[a-z0-9.-]+\/.+$/, 's3://BUCKET/KEY of the Compose plugin').optional(),
    'A copy of the Compose plugin for hosts without IPv4, which do not reach GitHub; its checksum is checked all the same.',
  ),
  chaos: about(flag.default(false), 'Whether faults may be injected into the shop and experiments are deployed.'),
  images: about(
    matching(/^.+\.json$/, 'the path of a JSON file').optional(),
    'File with the digests of the images that the hosts run; `npx ares deploy` writes it. Hosts are deployed only with it.',
  ),
  cloudFrontPrefixList: about(
    matching(/^pl-[0-9a-f]{8,17}$/, 'the id of a managed prefix list, such as pl-3b927c52').optional(),
    'Prefix list of CloudFront’s origin-facing servers in the region. Without it: looked up by `cdk`.',
  ),
  originSecretRotation: about(
    wholeNumber(1, 1_000_000).default(1),
    'Counted up by one, it changes the secret by which hosts know their own distribution of CloudFront; deploy.md says how.',
  ),
  vpcId: about(
    matching(/^vpc-[0-9a-f]{8,17}$/, 'the id of a VPC, such as vpc-0123456789abcdef0').optional(),
    'An existing VPC with two availability zones and private subnets. Without it: a new one.',
  ),
  zones: about(
    matching(
      /^([a-z]{2}(?:-[a-z]+)+-\d[a-z]),(?!\1$)[a-z]{2}(?:-[a-z]+)+-\d[a-z]$/,
      'two availability zones, such as us-east-1a,us-east-1b',
    ).optional(),
    'The zones of a new VPC, for regions in which some zone has not the instance type; chosen once. Without it: the first two.',
  ),
  dualStack: about(
    flag.optional(),
    'Whether the functions reach AWS over IPv6. Without it: yes in a new VPC, no in an existing one (which then needs NAT or endpoints) and no with `interfaceEndpoints`, which do not serve the names of IPv6.',
  ),
  interfaceEndpoints: about(
    flag.default(false),
    'Adds interface endpoints (about $7.30 a month each per zone) and one of S3 to the private subnets, for regions or VPCs without another way to AWS; a VPC that has some of these already keeps its own, so leave it out there.',
  ),
  databaseInstance: about(
    oneOf(['t4g.micro', 't4g.small', 't4g.medium', 't4g.large']).default('t4g.micro'),
    'Instance class of the knowledge store; it bounds the connections and so the fleet.',
  ),
  databaseMultiAz: about(flag.default(false), 'A standby of the knowledge store in the other zone (promise 51).'),
  lambdaConcurrency: about(
    wholeNumber(10, 10_000).default(10),
    'The account’s quota of concurrent executions; a new account has 10. `npx ares plan` reads it.',
  ),
  notificationEmail: about(
    z.email().meta({ wanted: 'an e-mail address' }).optional(),
    'Subscribed to the alarms and escalations; AWS asks the address for its consent.',
  ),
  policyFile: about(
    z.string().min(1).meta({ wanted: 'the path of a policy file' }).default('ares.policy.yaml'),
    'The policy in force.',
  ),
  logRetentionDays: about(
    oneOfNumbers([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_827, 3_653]).default(30),
    'How long logs are kept.',
  ),
  githubRepository: about(
    matching(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/, 'owner/name of a GitHub repository').optional(),
    'Its workflows may deploy. Without it there is no pipeline stack.',
  ),
  githubProviderArn: about(
    matching(
      /^arn:[a-z-]+:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
      'the ARN of the OIDC provider of GitHub',
    ).optional(),
    'An account has one OIDC provider of GitHub. Without it: a new one.',
  ),
  githubEnvironment: about(
    matching(/^[A-Za-z0-9_-]{1,255}$/, 'the name of a GitHub environment').default('production'),
    'The GitHub environment that a workflow must run in to deploy.',
  ),
});

function about<T extends z.ZodType>(value: T, line: string): T {
  return value.meta({ about: line });
}

type Properties = Readonly<Record<string, unknown>>;

/** What all kinds of differences say in the output of every run. */
export interface Told {
  /** Of the resources, or what it is done to */
  readonly type: string;
  /** What is done */
  readonly words: string;
  readonly reason: string;
}

/** A resource that the emulator takes otherwise, or not at all. */
export interface ResourceAdaptation extends Told {
  readonly change: 'left out' | ((properties: Properties) => Properties | 'left out');
}

/** An attribute of a resource that the emulator does not tell. */
export interface AttributeAdaptation extends Told {
  readonly attribute: string;
  /** @param id of the resource in its template */
  readonly instead: (id: string) => unknown;
}

/** What a rollout finds otherwise. */
export interface RolloutAdaptation extends Told {
  /** The program of a host that is a stand-in, or what the bridge answers otherwise */
  readonly of: 'systemctl' | 'aws' | 'DescribeInstanceInformation';
}

/** One thing that the emulator cannot do as AWS does it. Production is deployed without any of them. */
export type Adaptation = ResourceAdaptation | AttributeAdaptation;

/** What stands in for what the emulator does not have. */
export interface StandIns {
  readonly database: { readonly host: string; readonly port: number };
  /** Speaks SSM's protocol, in front of the emulator */
  readonly ssmUrl: string;
}

const unknownTypes: Readonly<Record<string, string>> = {
  'AWS::SSM::Document': 'registered with the SSM bridge instead, from this very resource',
  'AWS::EC2::EgressOnlyInternetGateway': 'functions run on this machine and have its network',
  'AWS::EC2::VPCCidrBlock': 'no IPv6 in the emulated VPC',
  'AWS::EC2::FlowLog': 'no traffic flows in the emulated VPC',
  'AWS::EC2::SecurityGroupIngress': 'security groups are records only; their rules are proven by template tests',
  'AWS::EC2::SecurityGroupEgress': 'security groups are records only; their rules are proven by template tests',
  'AWS::EC2::EIP': 'the host of this run is started by the harness',
  'AWS::EC2::Volume': 'the host of this run is started by the harness',
};

const leftOut = Object.entries(unknownTypes).map(
  ([type, reason]): Adaptation => ({ type, words: 'left out: unknown to the emulator', reason, change: 'left out' }),
);

const without = (properties: Properties, ...names: string[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));

/** The whole list of differences between what is deployed on AWS and what is deployed here. */
export const adaptations = ({ database, ssmUrl }: StandIns): readonly Adaptation[] => [
  ...leftOut,
  {
    type: 'AWS::Cognito::UserPool',
    words: 'its attribute ProviderURL is put together from its id',
    reason: 'the emulator does not tell it',
    attribute: 'ProviderURL',
    instead: (id) => ({ 'Fn::Sub': `https://cognito-idp.\${AWS::Region}.amazonaws.com/\${${id}}` }),
  },
  {
    type: 'Custom::AWS',
    words: 'left out',
    reason: 'it calls Auto Scaling by the SDK of AWS’s own runtime; the emulated group starts no instance',
    change: 'left out',
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    words: 'left without rules',
    reason:
      'they are records only, and name an attribute of the VPC that the emulator lacks; template tests prove them',
    change: (group) => without(group, 'SecurityGroupEgress', 'SecurityGroupIngress'),
  },
  {
    type: 'AWS::EC2::Subnet',
    words: 'without IPv6 addresses',
    reason: 'no IPv6 in the emulated VPC',
    change: (subnet) => without(subnet, 'Ipv6CidrBlock', 'AssignIpv6AddressOnCreation'),
  },
  {
    type: 'AWS::EC2::Route',
    words: 'left out where it is of IPv6',
    reason: 'no IPv6 in the emulated VPC',
    change: (route) => ('DestinationIpv6CidrBlock' in route ? 'left out' : route),
  },
  {
    type: 'AWS::Lambda::Function',
    words: 'DATABASE_HOST, DATABASE_PORT and DATABASE_TLS name the PostgreSQL of this run',
    reason: 'the emulator makes a record of an RDS instance from a template, and no database',
    change: (lambda) =>
      withVariables(lambda, (variables) =>
        'DATABASE_HOST' in variables
          ? { ...variables, DATABASE_HOST: database.host, DATABASE_PORT: String(database.port), DATABASE_TLS: 'off' }
          : variables,
      ),
  },
  {
    type: 'AWS::Lambda::Function',
    words: 'AWS_USE_DUALSTACK_ENDPOINT and NODE_EXTRA_CA_CERTS are left out',
    reason: 'an endpoint of one’s own and dual stack exclude each other; the certificates are files of AWS’s runtime',
    change: (lambda) =>
      withVariables(lambda, (variables) => without(variables, 'AWS_USE_DUALSTACK_ENDPOINT', 'NODE_EXTRA_CA_CERTS')),
  },
  {
    type: 'AWS::Lambda::Function',
    words: 'AWS_ENDPOINT_URL_SSM names the SSM bridge',
    reason: 'the emulator has no documents: the bridge keeps ours and has AWS-RunShellScript run its script',
    change: (lambda) =>
      isOurs(lambda) ? withVariables(lambda, (variables) => ({ ...variables, AWS_ENDPOINT_URL_SSM: ssmUrl })) : lambda,
  },
];

/** The differences that a rollout meets on a host of the emulator. */
export const rolloutAdaptations: readonly RolloutAdaptation[] = [
  {
    type: 'host',
    words: 'systemctl starts the units of ARES by their files',
    reason: 'a container has no systemd',
    of: 'systemctl',
  },
  {
    type: 'host',
    words: 'aws reads the parameter and fetches the bundle by curl',
    reason: 'the AWS CLI is no package of every Debian, and knows no emulator by itself',
    of: 'aws',
  },
  {
    type: 'SSM agent',
    words: 'the bridge tells the first version that hands over variables',
    reason: 'the emulator tells an older one; the bridge hands them over as that version does',
    of: 'DescribeInstanceInformation',
  },
];

function withVariables(lambda: Properties, change: (variables: Properties) => Properties): Properties {
  const environment = (lambda.Environment ?? {}) as { readonly Variables?: Properties };
  const before = environment.Variables ?? {};
  const after = change(before);
  return after === before ? lambda : { ...lambda, Environment: { ...environment, Variables: after } };
}

/** Not of the CDK's own functions. */
const isOurs = (lambda: Properties): boolean => String(lambda.Description ?? '').startsWith('ARES ');

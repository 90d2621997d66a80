interface Wildcard {
  /** CDK joins statements of one resource: each action of a statement must be among these of some entry. */
  readonly actions: readonly string[];
  /** The resource as cdk-nag writes it, references in angle brackets; a regular expression. */
  readonly resource: RegExp;
  readonly reason: string;
}

/** Security 11: every resource with a wildcard that a statement of the deployment may have. There are no other ones. */
export const wildcards: readonly Wildcard[] = [
  {
    actions: [
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
      'ec2messages:AcknowledgeMessage',
      'ec2messages:DeleteMessage',
      'ec2messages:FailMessage',
      'ec2messages:GetEndpoint',
      'ec2messages:GetMessages',
      'ec2messages:SendReply',
    ],
    resource: /^\*$/,
    reason: 'The channel of the SSM agent knows no resources; an instance is given its own messages only.',
  },
  {
    actions: ['ssm:UpdateInstanceInformation', 'ssm:ListInstanceAssociations'],
    resource: /^\*$/,
    reason: 'An agent that may not register is no host at all; AWS’s own policy for it names no resource either.',
  },
  {
    actions: ['ecr:GetAuthorizationToken'],
    resource: /^\*$/,
    reason: 'The sign-in to a registry knows no resources; what may be pulled or pushed is named.',
  },
  {
    actions: ['ec2:AttachVolume', 'ec2:AssociateAddress'],
    resource: /:(volume|elastic-ip|instance)\/\*$/,
    reason: 'Bound by condition to what carries the tag of the fleet; the id of the next host is not known.',
  },
  {
    actions: ['ec2:AssociateAddress'],
    resource: /:network-interface\/\*$/,
    reason: 'Interfaces of hosts carry no tag; the address and the instance of the same call must carry the fleet’s.',
  },
  {
    actions: ['ec2:DescribeVolumes'],
    resource: /^\*$/,
    reason: 'Describing knows no resources.',
  },
  {
    actions: ['autoscaling:SuspendProcesses'],
    resource: /:autoScalingGroup:\*:autoScalingGroupName\/[\w-]+$/,
    reason: 'The part before the name is an id that AWS makes up; the name is said in full.',
  },
  {
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resource: /^\*$/,
    reason:
      'Lambda attaches a function to the VPC; interfaces have no ARN before, and the function’s code is denied them.',
  },
  {
    actions: ['ec2:DescribeInstances', 'cloudwatch:GetMetricData', 'ssm:GetCommandInvocation', 'ssm:ListCommands'],
    resource: /^\*$/,
    reason: 'They read, and AWS knows no narrower resource for them.',
  },
  {
    actions: ['ssm:CancelCommand'],
    resource: /^\*$/,
    reason: 'Experiments are called off by the id of their command, for which AWS knows no resource.',
  },
  {
    actions: ['ssm:SendCommand'],
    resource: /:instance\/\*$/,
    reason: 'Hosts come and go; only those with the tag of the fleet pass the condition.',
  },
  {
    actions: ['s3:GetObject', 's3:PutObject'],
    resource: /^<FunctionsSnapshots\w+\.Arn>\/\*$/,
    reason: 'Every object of a bucket that holds snapshots only.',
  },
  {
    actions: ['s3:GetObject', 's3:PutObject'],
    resource: /^<FunctionsWarmModels\w+\.Arn>\/[\w.-]+\/\*$/,
    reason: 'Models of hosts, which come and go, in a bucket that holds nothing else.',
  },
  {
    actions: ['s3:GetObject'],
    resource: /^<FunctionsSnapshots\w+\.Arn>\/models\/[\w.-]+\/\*$/,
    reason: 'Trained models of hosts, which come and go, to be read alone.',
  },
  {
    actions: ['lambda:InvokeFunction'],
    resource: /^<(FunctionsMigrator|FunctionsDocumentPin|OriginSecretMaker)\w+\.Arn>:\*$/,
    reason: 'The custom resource framework of the CDK asks one function, during deployments only.',
  },
  {
    actions: [
      'cloudwatch:DescribeAlarms',
      'ec2:DescribeAddresses',
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroups',
      'iam:GetInstanceProfile',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:ListAttachedRolePolicies',
      'iam:SimulatePrincipalPolicy',
      'lambda:GetAccountSettings',
      'servicequotas:GetServiceQuota',
      'ssm:DescribeInstanceInformation',
      'ssm:GetCommandInvocation',
    ],
    resource: /^\*$/,
    reason:
      'A deployment reads quotas, hosts with what they may do, and alarms; roles of a team’s hosts have any name.',
  },
];

/** Why a statement may name this resource; undefined when one of its actions has no reason to. */
export function reasonOf(actions: readonly string[], resource: string): string | undefined {
  const onResource = wildcards.filter((wildcard) => wildcard.resource.test(resource));
  const reasons = actions.map((action) => onResource.find((wildcard) => wildcard.actions.includes(action))?.reason);
  return reasons.includes(undefined) ? undefined : [...new Set(reasons)].join(' ');
}

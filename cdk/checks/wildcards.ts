interface Wildcard {
  /** All of a statement's actions must be among them. */
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
    resource: /:instance\/\*$/,
    reason: 'An instance registers as itself; its id is not known before it starts.',
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
    actions: ['ec2:DescribeVolumes'],
    resource: /^\*$/,
    reason: 'Describing knows no resources.',
  },
  {
    actions: ['autoscaling:SuspendProcesses'],
    resource: /:autoScalingGroup:\*:autoScalingGroupName\/[\w-]+$/,
    reason: 'The part before the name is an id that AWS makes up; the name is said in full.',
  },
];

/** Why a statement may name this resource; undefined when nobody said so. */
export function reasonOf(actions: readonly string[], resource: string): string | undefined {
  const fits = (wildcard: Wildcard) =>
    wildcard.resource.test(resource) && actions.every((action) => wildcard.actions.includes(action));
  return wildcards.find(fits)?.reason;
}

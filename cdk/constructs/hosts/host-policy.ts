import { HOST_EVENT_SOURCE, HOST_EVENT_TYPE } from '@ares/config/aws';
import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';

interface HostPolicyProps {
  readonly policyName: string;
  /** ARNs of those that hosts pull from */
  readonly repositories: readonly string[];
  /** Names the bundle that hosts run */
  readonly release: IStringParameter;
  readonly bundle: { readonly bucket: IBucket; readonly objectKey: string };
}

/** All that an instance may do to be looked after: attached to ARES's own hosts, and by a team to the role of its own. */
export class HostPolicy extends ManagedPolicy {
  constructor(scope: Construct, id: string, { policyName, repositories, release, bundle }: HostPolicyProps) {
    const stack = Stack.of(scope);
    const bus = stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
    super(scope, id, {
      managedPolicyName: policyName,
      description: 'What a host needs so that ARES can look after it',
      statements: [
        allow('RunCommand', runCommandActions, ['*']),
        allow('SignInToRegistry', ['ecr:GetAuthorizationToken'], ['*']),
        allow('PullImages', pullActions, [...repositories]),
        allow('ReadRelease', ['ssm:GetParameter'], [release.parameterArn]),
        allow('FetchBundle', ['s3:GetObject'], [bundle.bucket.arnForObjects(bundle.objectKey)]),
        wakeAres(bus),
      ],
    });
  }
}

/** How the SSM agent registers and is given commands; AWS's own policy for it names no resources either. */
const runCommandActions = [
  'ssm:UpdateInstanceInformation',
  'ssm:ListInstanceAssociations',
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
];

const pullActions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

const allow = (sid: string, actions: string[], resources: string[]): PolicyStatement =>
  new PolicyStatement({ sid, actions, resources });

const wakeAres = (bus: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'WakeAres',
    actions: ['events:PutEvents'],
    resources: [bus],
    conditions: { StringEquals: { 'events:source': HOST_EVENT_SOURCE, 'events:detail-type': HOST_EVENT_TYPE } },
  });

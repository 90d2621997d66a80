import { FLEET_TAG, lastGoodParameter } from '@ares/config/aws';
import { Duration, Stack } from 'aws-cdk-lib';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IOidcProvider, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const ISSUER = 'token.actions.githubusercontent.com';

interface DeployRoleProps {
  readonly fleet: string;
  /** Value of the tag of its hosts */
  readonly fleetTag: string;
  readonly roleName: string;
  readonly provider: IOidcProvider;
  /** `owner/name` */
  readonly repository: string;
  /** GitHub asks its reviewers and branch rules before a workflow runs in it */
  readonly environment: string;
  readonly repositories: readonly IRepository[];
}

/** What a workflow of one repository may do, in one environment of it, and no other: push images, and deploy by cdk. */
export function deployRole(scope: Construct, id: string, props: DeployRoleProps): Role {
  const subject = `repo:${props.repository}:environment:${props.environment}`;
  const role = new Role(scope, id, {
    roleName: props.roleName,
    description: `Deploys ARES for ${subject}`,
    // As long as a job of the workflow may take: a session that ends before would leave a deployment unwatched.
    maxSessionDuration: Duration.minutes(90),
    assumedBy: new WebIdentityPrincipal(props.provider.oidcProviderArn, {
      StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: subject },
    }),
  });
  for (const statement of deployStatements(Stack.of(scope), props)) role.addToPolicy(statement);
  return role;
}

function deployStatements(stack: Stack, props: DeployRoleProps): PolicyStatement[] {
  const allow = (sid: string, actions: string[], resources: string[]) =>
    new PolicyStatement({ sid, actions, resources });
  const parameter = (name: string) => stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name });
  const { fleet, repositories } = props;
  const documents = ['Remediate', ...rolloutDocuments].map((name) => documentArn(stack, `Ares-${fleet}-${name}`));
  const lastGood = parameter(lastGoodParameter(fleet).slice(1));
  const read = [parameter('cdk-bootstrap/hnb659fds/version'), parameter(`ares/${fleet}/release`), lastGood];
  return [
    allow(
      'DeployByCdk',
      ['sts:AssumeRole'],
      cdkRoles.map((name) => cdkRoleArn(stack, name)),
    ),
    allow(
      'PushImages',
      pushActions,
      repositories.map(({ repositoryArn }) => repositoryArn),
    ),
    allow('SignInToRegistry', ['ecr:GetAuthorizationToken'], ['*']),
    allow('LookBeforeAndAfter', lookActions, ['*']),
    allow('SeeDocuments', ['ssm:DescribeDocument'], documents),
    allow('ReadParameters', ['ssm:GetParameter'], read),
    allow('KeepLastGood', ['ssm:PutParameter'], [lastGood]),
    ...rolloutStatements(stack, props),
  ];
}

/** A release is brought to hosts that run by these, and by no other document. */
const rolloutDocuments = ['Release', 'Install'];

const documentArn = (stack: Stack, resourceName: string): string =>
  stack.formatArn({ service: 'ssm', resource: 'document', resourceName });

function rolloutStatements(stack: Stack, { fleet, fleetTag }: DeployRoleProps): PolicyStatement[] {
  const send = { actions: ['ssm:SendCommand'] };
  const resources = rolloutDocuments.map((name) => documentArn(stack, `Ares-${fleet}-${name}`));
  const instances = [stack.formatArn({ service: 'ec2', resource: 'instance', resourceName: '*' })];
  const conditions = { StringEquals: { [`ssm:resourceTag/${FLEET_TAG}`]: fleetTag } };
  return [
    new PolicyStatement({ sid: 'SendRelease', ...send, resources }),
    new PolicyStatement({ sid: 'ToHostsOfTheFleet', ...send, resources: instances, conditions }),
    new PolicyStatement({ sid: 'SeeItsEnd', actions: ['ssm:GetCommandInvocation'], resources: ['*'] }),
  ];
}

/** Made by `cdk bootstrap` */
const cdkRoles = ['deploy', 'file-publishing', 'lookup'];

const cdkRoleArn = (stack: Stack, name: string): string =>
  stack.formatArn({
    service: 'iam',
    region: '',
    resource: 'role',
    resourceName: `cdk-hnb659fds-${name}-role-${stack.account}-${stack.region}`,
  });

/** What `npx ares plan` and `deploy` ask before, and `doctor --fleet` and the watch over the alarms after */
const lookActions = [
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
];

const pushActions = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:DescribeImages',
  'ecr:DescribeImageScanFindings',
  'ecr:GetDownloadUrlForLayer',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:StartImageScan',
  'ecr:UploadLayerPart',
];

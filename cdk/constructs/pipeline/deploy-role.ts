import { Duration, Stack } from 'aws-cdk-lib';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IOidcProvider, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const ISSUER = 'token.actions.githubusercontent.com';

interface DeployRoleProps {
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
    maxSessionDuration: Duration.hours(1),
    assumedBy: new WebIdentityPrincipal(props.provider.oidcProviderArn, {
      StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: subject },
    }),
  });
  const stack = Stack.of(scope);
  const ofCdk = cdkRoles.map((name) =>
    stack.formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName: `cdk-hnb659fds-${name}-role-${stack.account}-${stack.region}`,
    }),
  );
  const pushable = props.repositories.map(({ repositoryArn }) => repositoryArn);
  role.addToPolicy(new PolicyStatement({ sid: 'DeployByCdk', actions: ['sts:AssumeRole'], resources: ofCdk }));
  role.addToPolicy(new PolicyStatement({ sid: 'PushImages', actions: pushActions, resources: pushable }));
  role.addToPolicy(
    new PolicyStatement({ sid: 'SignInToRegistry', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
  );
  return role;
}

/** Made by `cdk bootstrap` */
const cdkRoles = ['deploy', 'file-publishing', 'lookup'];

const pushActions = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:DescribeImages',
  'ecr:DescribeImageScanFindings',
  'ecr:GetDownloadUrlForLayer',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

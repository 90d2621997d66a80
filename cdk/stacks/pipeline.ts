import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import { OidcProviderNative } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AresContext } from '../config/context.ts';
import { deployRole } from '../constructs/pipeline/deploy-role.ts';

interface PipelineStackProps extends StackProps {
  readonly context: AresContext;
  readonly repositories: readonly IRepository[];
  /** `owner/name` on GitHub */
  readonly repository: string;
}

/** Lets GitHub's workflows deploy without a stored key. A person deploys it once, by hand. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { context, repositories, repository, ...props }: PipelineStackProps) {
    super(scope, id, props);
    const { fleet, fleetTag, githubEnvironment: environment, githubProviderArn } = context;
    const provider = githubProviderArn
      ? OidcProviderNative.fromOidcProviderArn(this, 'GitHub', githubProviderArn)
      : new OidcProviderNative(this, 'GitHub', {
          url: 'https://token.actions.githubusercontent.com',
          clientIds: ['sts.amazonaws.com'],
        });
    const roleName = `Ares-${fleet}-Deploy-${this.region}`;
    const names = { fleet, fleetTag, roleName, repository, environment };
    const role = deployRole(this, 'DeployRole', { ...names, provider, repositories });
    new CfnOutput(this, 'DeployRoleArn', { value: role.roleArn, description: 'For `role-to-assume` of the workflow' });
  }
}

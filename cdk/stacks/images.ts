import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import type { Construct } from 'constructs';
import type { AresContext } from '../config/context.ts';
import { Repositories } from '../constructs/images/repositories.ts';

interface ImagesStackProps extends StackProps {
  readonly context: AresContext;
}

/** Comes before everything else: images are pushed to it before the first host starts. */
export class ImagesStack extends Stack {
  readonly repositories: readonly IRepository[];

  constructor(scope: Construct, id: string, { context, ...props }: ImagesStackProps) {
    super(scope, id, props);
    const { byVariable } = new Repositories(this, 'Repositories', context.fleet);
    this.repositories = Object.values(byVariable);
    const uris = Object.entries(byVariable).map(([variable, repository]) => [variable, repository.repositoryUri]);
    new CfnOutput(this, 'RepositoryUris', {
      value: this.toJsonString(Object.fromEntries(uris)),
      description: 'Where each image is pushed, by the variable that compose files name it by',
    });
  }
}

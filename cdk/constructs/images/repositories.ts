import { imageVariables } from '@ares/config/aws';
import { RemovalPolicy } from 'aws-cdk-lib';
import { type IRepository, Repository, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';

/**
 * A repository for each image that hosts run, so that they depend on no registry but the account's own. Without the shop
 * most stay empty, which costs nothing.
 */
export class Repositories extends Construct {
  /** By the variable that compose files name the image by, such as HOST_AGENT_IMAGE */
  readonly byVariable: Readonly<Record<string, IRepository>>;

  constructor(scope: Construct, id: string, fleet: string) {
    super(scope, id);
    const made = imageVariables(true).map((variable) => [variable, this.repository(fleet, nameOf(variable))] as const);
    this.byVariable = Object.fromEntries(made);
  }

  private repository(fleet: string, name: string): Repository {
    return new Repository(this, name, {
      repositoryName: `ares-${fleet.toLowerCase()}/${name}`,
      imageScanOnPush: true,
      imageTagMutability: TagMutability.IMMUTABLE,
      // Hosts name images by digest: what still runs somewhere must not go with the stack or a clean-up of a day. Yet a
      // first creation that fails takes them along, or the next one would find their names in use. Nothing expires: no
      // count or age knows what a fleet that was not deployed for long still runs or would go back to.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}

/** HOST_AGENT_IMAGE → host-agent */
const nameOf = (variable: string): string =>
  variable
    .replace(/_IMAGE$/, '')
    .toLowerCase()
    .replaceAll('_', '-');

import { Arn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { HostImages } from '../../hosts/index.ts';

const IN_ECR = /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com\/(?<name>[^@:]+)@/;

/**
 * Repositories of another fleet whose images these hosts run: what one fleet has tried, the next runs by the same
 * digests, out of the same place.
 * @returns their ARNs
 */
export function promotedRepositories(scope: Construct, fleet: string, images: HostImages): string[] {
  const own = `ares-${fleet.toLowerCase()}/`;
  return Object.values(images)
    .map((image) => IN_ECR.exec(image)?.groups)
    .filter((place) => place !== undefined)
    .filter(({ name = '' }) => !name.startsWith(own))
    .map(({ account = '', region = '', name = '' }) =>
      Arn.format({ service: 'ecr', account, region, resource: 'repository', resourceName: name }, Stack.of(scope)),
    );
}

import { Arn, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { HostImages } from '../../hosts/index.ts';

const IN_ECR = /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com\/(?<name>[^@:]+)@/;

/**
 * Repositories of another fleet whose images these hosts run: what one fleet has tried, the next runs by the same
 * digests, out of the same place.
 * @returns their ARNs
 * @throws Error that names each image in another account or region, out of which these hosts could not pull
 */
export function promotedRepositories(scope: Construct, fleet: string, images: HostImages): string[] {
  const places = Object.values(images).flatMap((image) => placeOf(image) ?? []);
  const stack = Stack.of(scope);
  checkPlaces(places, stack);
  const own = `ares-${fleet.toLowerCase()}/`;
  return places
    .filter(({ name }) => !name.startsWith(own))
    .map(({ account, region, name }) =>
      Arn.format({ service: 'ecr', account, region, resource: 'repository', resourceName: name }, stack),
    );
}

interface Place {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

function placeOf(image: string): Place | undefined {
  const { account, region, name } = IN_ECR.exec(image)?.groups ?? {};
  return account && region && name ? { account, region, name } : undefined;
}

/** Without credentials the synthesis knows no account, and has nothing to compare with. */
function checkPlaces(places: readonly Place[], { account, region }: Stack): void {
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) return;
  const foreign = places.filter((place) => place.account !== account || place.region !== region);
  if (foreign.length === 0) return;
  const here = `${account}/${region}`;
  const lines = foreign.map(
    (one) => `- ${one.name} is in ${one.account}/${one.region}, but these hosts are in ${here}`,
  );
  const remedy = 'let `npx ares images` push them there, and deploy with the file that it writes';
  throw new Error(`Hosts pull out of their own account and region only; ${remedy}:\n${lines.join('\n')}`);
}

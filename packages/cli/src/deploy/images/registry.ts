import {
  DescribeImagesCommand,
  type ECRClient,
  GetAuthorizationTokenCommand,
  ImageNotFoundException,
} from '@aws-sdk/client-ecr';
import { askAws } from '../aws/ask-aws.ts';
import type { Docker } from './docker.ts';

/** `ACCOUNT.dkr.ecr.REGION.amazonaws.com/ares-shop/cart` → the registry, and the name in it. */
export function splitUri(uri: string): { readonly registry: string; readonly repositoryName: string } {
  const slash = uri.indexOf('/');
  return { registry: uri.slice(0, slash), repositoryName: uri.slice(slash + 1) };
}

/** Lets `docker` push for the next hours. */
export async function signInToRegistry(ecr: ECRClient, docker: Docker, registry: string): Promise<void> {
  const command = new GetAuthorizationTokenCommand({});
  const { authorizationData } = await askAws('ecr:GetAuthorizationToken', () => ecr.send(command));
  const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString();
  const [user = '', password = ''] = token.split(':');
  // By standard input: arguments of a program are for everybody on the machine to see.
  await docker(['login', '--username', user, '--password-stdin', registry], { input: password });
}

/** @returns the digest of an image that is there already */
export async function digestOf(ecr: ECRClient, uri: string, imageTag: string): Promise<string | undefined> {
  const { repositoryName } = splitUri(uri);
  const command = new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag }] });
  try {
    const { imageDetails } = await askAws('ecr:DescribeImages', () => ecr.send(command));
    return imageDetails?.[0]?.imageDigest;
  } catch (error) {
    if (error instanceof ImageNotFoundException) return undefined;
    throw error;
  }
}

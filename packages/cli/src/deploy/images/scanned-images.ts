import { BatchGetImageCommand, type ECRClient } from '@aws-sdk/client-ecr';
import { z } from 'zod';
import { askAws } from '../aws/ask-aws.ts';
import { splitUri } from './registry.ts';

const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const singleTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
const index = z.object({ manifests: z.array(z.object({ digest: z.string() })) });

/**
 * What the scanner looks at: of an image for several platforms that of each, because an index has no packages.
 * @param image `REGISTRY/NAME@sha256:…`
 */
export async function scannedImages(image: string, ecr: ECRClient): Promise<readonly string[]> {
  const [uri = '', imageDigest = ''] = image.split('@');
  const { repositoryName } = splitUri(uri);
  const acceptedMediaTypes = [...indexTypes, ...singleTypes];
  const command = new BatchGetImageCommand({ repositoryName, imageIds: [{ imageDigest }], acceptedMediaTypes });
  const { images = [] } = await askAws('ecr:BatchGetImage', () => ecr.send(command));
  const { imageManifest = '', imageManifestMediaType = '' } = images[0] ?? {};
  if (!indexTypes.includes(imageManifestMediaType)) return [image];
  return index.parse(JSON.parse(imageManifest)).manifests.map(({ digest }) => `${uri}@${digest}`);
}

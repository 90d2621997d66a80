import { join } from 'node:path';
import type { ECRClient } from '@aws-sdk/client-ecr';
import { repositoryRoot } from '../../local/paths.ts';
import type { Docker } from './docker.ts';
import type { ImageSource } from './image-source.ts';
import { imageTag } from './image-tag.ts';
import { digestOf } from './registry.ts';
import { imagesFor, remoteImage } from './remote-image.ts';

interface PushImage {
  readonly uri: string;
  readonly source: ImageSource;
  /** What it has to run on, such as linux/arm64 */
  readonly platforms: readonly string[];
  /** What services and agent are built on, by digest, as it is in its registry today */
  readonly nodeImage: string;
  readonly docker: Docker;
  readonly ecr: ECRClient;
  readonly onLine: (line: string) => void;
}

/**
 * Brings an image into the account's registry for all its platforms, unless the same content is there.
 * @returns its name by digest, `REGISTRY/NAME@sha256:…`, from which each host takes what fits it
 */
export async function pushImage(image: PushImage): Promise<string> {
  const { source } = image;
  return source.kind === 'copy' ? copied(source.from, image) : built(source, image);
}

async function copied(from: string, image: PushImage): Promise<string> {
  const { docker, platforms } = image;
  const parts = imagesFor(platforms, from, await remoteImage(from, docker));
  return once(imageTag([], parts), image, async () => parts);
}

function built(source: ImageSource & { kind: 'build' }, image: PushImage): Promise<string> {
  const { folder, dockerfile, service = '' } = source;
  const { nodeImage, platforms, uri } = image;
  const dist = join(repositoryRoot, folder, service, 'dist');
  const tag = imageTag([join(repositoryRoot, dockerfile), dist], [nodeImage, ...platforms]);
  return once(tag, image, async () => {
    const parts: string[] = [];
    for (const platform of platforms) {
      const part = `${uri}:${tag}-${platform.split('/')[1]}`;
      await build(platform, part, source, image);
      parts.push(part);
    }
    return parts;
  });
}

/** A part has a tag of its own, that of the whole comes last: a tag that is there has all that belongs to it. */
async function once(tag: string, image: PushImage, makeParts: () => Promise<readonly string[]>): Promise<string> {
  const { uri, ecr, docker, onLine } = image;
  const there = await digestOf(ecr, uri, tag);
  if (there) return `${uri}@${there}`;
  const parts = await makeParts();
  await docker(['buildx', 'imagetools', 'create', '--tag', `${uri}:${tag}`, ...parts], { onLine });
  const digest = await digestOf(ecr, uri, tag);
  if (!digest) throw new Error(`${uri}:${tag} was pushed, but the registry has it not`);
  return `${uri}@${digest}`;
}

/** One platform at a time: Docker's usual builder makes no more of them at once. */
async function build(platform: string, name: string, source: ImageSource & { kind: 'build' }, image: PushImage) {
  const { uri, nodeImage, docker, ecr, onLine } = image;
  // An earlier attempt came this far; tags are immutable.
  if (await digestOf(ecr, uri, name.slice(uri.length + 1))) return;
  const { folder, dockerfile, service } = source;
  const ofService = service ? ['--build-arg', `SERVICE=${service}`] : [];
  const args = ['--platform', platform, '--build-arg', `NODE_IMAGE=${nodeImage}`, ...ofService];
  const push = ['--provenance=false', '--push', '--tag', name];
  await docker(['buildx', 'build', ...args, ...push, '-f', dockerfile, folder], { onLine });
}

import { join } from 'node:path';
import type { ECRClient } from '@aws-sdk/client-ecr';
import { repositoryRoot } from '../../local/paths.ts';
import { type Docker, PLATFORM } from './docker.ts';
import type { ImageSource } from './image-source.ts';
import { imageTag } from './image-tag.ts';
import { digestOf } from './registry.ts';

interface PushImage {
  readonly uri: string;
  readonly source: ImageSource;
  /** What services and agent are built on, as it is in its registry today */
  readonly nodeImage: string;
  readonly docker: Docker;
  readonly ecr: ECRClient;
  readonly onLine: (line: string) => void;
}

/**
 * Brings an image into the account's registry, unless the same content is there.
 * @returns its name by digest, `REGISTRY/NAME@sha256:…`
 */
export async function pushImage(image: PushImage): Promise<string> {
  const { uri, ecr } = image;
  const tag = await tagOf(image);
  const there = await digestOf(ecr, uri, tag);
  if (there) return `${uri}@${there}`;
  await (image.source.kind === 'copy' ? copy(image.source.from, tag, image) : build(image.source, tag, image));
  await image.docker(['push', `${uri}:${tag}`], { onLine: image.onLine });
  const digest = await digestOf(ecr, uri, tag);
  if (!digest) throw new Error(`${uri}:${tag} was pushed, but the registry has it not`);
  return `${uri}@${digest}`;
}

async function tagOf({ source, nodeImage, docker, onLine }: PushImage): Promise<string> {
  if (source.kind === 'copy') return imageTag([], [await pulled(source.from, docker, onLine)]);
  const { folder, dockerfile, service = '' } = source;
  const dist = join(repositoryRoot, folder, service, 'dist');
  return imageTag([join(repositoryRoot, dockerfile), dist], [nodeImage, PLATFORM]);
}

/** Pulls an image for the hosts, whatever this machine is. @returns it by digest */
export async function pulled(image: string, docker: Docker, onLine: (line: string) => void): Promise<string> {
  await docker(['pull', '--platform', PLATFORM, image], { onLine });
  return (await docker(['image', 'inspect', '--format', '{{index .RepoDigests 0}}', image])).trim();
}

const copy = (from: string, tag: string, { uri, docker }: PushImage) => docker(['tag', from, `${uri}:${tag}`]);

function build(source: ImageSource & { kind: 'build' }, tag: string, { uri, nodeImage, docker, onLine }: PushImage) {
  const { folder, dockerfile, service } = source;
  const ofService = service ? ['--build-arg', `SERVICE=${service}`] : [];
  const args = ['--platform', PLATFORM, '--build-arg', `NODE_IMAGE=${nodeImage}`, ...ofService];
  return docker(['build', ...args, '-f', dockerfile, '-t', `${uri}:${tag}`, folder], { onLine });
}

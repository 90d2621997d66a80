import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageVariables } from '@ares/config/aws';
import { bundleEntries } from './bundle-entries.ts';
import { dualStackImage } from './dual-stack-image.ts';
import { checkImages, type HostImages } from './image-variables.ts';
import { type TarEntry, tar } from './tar.ts';

export interface AppBundleProps {
  /** By digest, for each variable of `imageVariables(shop)`. */
  readonly images: HostImages;
  /** Whether the hosts run the shop, or a team's own application that ARES only looks after. */
  readonly shop: boolean;
  /** Whether the hosts reach their registry over IPv6 alone. @default false */
  readonly dualStack?: boolean;
  /** Where the archive is written, such as the cloud assembly's folder. */
  readonly directory: string;
}

export interface AppBundle {
  /** Of a `.tar` file: an Asset takes it as it is. */
  readonly path: string;
  readonly sha256: string;
}

/**
 * Writes what a host fetches at every boot as one archive.
 * @throws Error that names each image that is not given by digest
 */
export function appBundle({ images, shop, dualStack = false, directory }: AppBundleProps): AppBundle {
  checkImages(images, shop);
  const archive = tar([...bundleEntries(shop), releaseEnv(dualStack ? overIpv6(images) : images, shop)]);
  const sha256 = createHash('sha256').update(archive).digest('hex');
  const path = join(directory, `ares-bundle-${sha256.slice(0, 16)}.tar`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path, archive);
  return { path, sha256 };
}

const overIpv6 = (images: HostImages): HostImages =>
  Object.fromEntries(Object.entries(images).map(([variable, image]) => [variable, dualStackImage(image)]));

function releaseEnv(images: HostImages, shop: boolean): TarEntry {
  const lines = imageVariables(shop).map((variable) => `${variable}=${images[variable]}\n`);
  const content = Buffer.from(['ARES_OBSERVABILITY=./observability\n', ...lines].join(''));
  return { name: 'release.env', mode: 0o644, content };
}

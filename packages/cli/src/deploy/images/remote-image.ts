import { z } from 'zod';
import { CliError } from '../../cli-error.ts';
import type { Docker } from './docker.ts';

const FORMAT = '{"manifest":{{json .Manifest}},"image":{{json .Image}}}';

const platform = z.object({ os: z.string().default(''), architecture: z.string().default('') });
const manifest = z.object({ digest: z.string(), platform: platform.optional() });
/** Of an index, `image` is a map of all its images; of a single image, that one. */
const inspected = z.object({
  manifest: z.object({ digest: z.string(), manifests: z.array(manifest).optional() }),
  image: platform,
});

/** An image as it is in its registry today. */
interface RemoteImage {
  /** By digest, for every platform that it has */
  readonly name: string;
  /** By platform, such as linux/arm64: the image for it alone, by digest */
  readonly byPlatform: ReadonlyMap<string, string>;
}

/** Asks the registry; nothing is pulled. */
export async function remoteImage(image: string, docker: Docker): Promise<RemoteImage> {
  const text = await docker(['buildx', 'imagetools', 'inspect', '--format', FORMAT, image]);
  const { manifest, image: single } = inspected.parse(JSON.parse(text));
  const named = (digest: string) => `${withoutTag(image)}@${digest}`;
  const all = manifest.manifests ?? [{ digest: manifest.digest, platform: single }];
  const byPlatform = all.map(({ digest, platform }) => [`${platform?.os}/${platform?.architecture}`, named(digest)]);
  return { name: named(manifest.digest), byPlatform: new Map(byPlatform as [string, string][]) };
}

/**
 * The images for some platforms, each by digest.
 * @throws CliError that names the platforms that it has not
 */
export function imagesFor(platforms: readonly string[], image: string, { byPlatform }: RemoteImage): string[] {
  const missing = platforms.filter((one) => !byPlatform.has(one));
  if (missing.length === 0) return platforms.flatMap((one) => byPlatform.get(one) ?? []);
  throw new CliError(`${image} has no image for ${missing.join(' and ')}`, {
    remedy: `name one that has: ${platforms.join(', ')}`,
  });
}

const withoutTag = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');

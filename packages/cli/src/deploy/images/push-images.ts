import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ECRClient } from '@aws-sdk/client-ecr';
import { CliError } from '../../cli-error.ts';
import { repositoryRoot } from '../../local/paths.ts';
import type { RunProgram } from '../run/run-program.ts';
import { dockerOf } from './docker.ts';
import { imageSource, officialImage } from './image-source.ts';
import { platformsOf } from './platforms.ts';
import { pushImage } from './push-image.ts';
import { signInToRegistry, splitUri } from './registry.ts';
import { remoteImage } from './remote-image.ts';
import { passScan } from './scan-gate.ts';
import { scannedImages } from './scanned-images.ts';

interface PushImages {
  /** By variable, from the stack of images */
  readonly uris: Readonly<Record<string, string>>;
  readonly ecr: ECRClient;
  readonly runProgram: RunProgram;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine: (line: string) => void;
}

/**
 * Builds or copies every image that a host runs, pushes what is new, and lets through only what has no critical finding.
 * @returns each by digest, by its variable
 */
export async function pushImages({ uris, ecr, runProgram, env, onLine }: PushImages): Promise<Record<string, string>> {
  const docker = dockerOf(runProgram);
  await bundle(runProgram, onLine);
  const registries = new Set(Object.values(uris).map((uri) => splitUri(uri).registry));
  for (const registry of registries) await signInToRegistry(ecr, docker, registry);
  const node = await remoteImage(env.NODE_IMAGE ?? officialImage('NODE_IMAGE') ?? 'node:24', docker);
  const images: Record<string, string> = {};
  for (const [variable, uri] of Object.entries(uris)) {
    onLine(variable);
    const [source, platforms] = [imageSource(variable, env), platformsOf(variable)];
    images[variable] = await pushImage({ uri, source, platforms, nodeImage: node.name, docker, ecr, onLine });
  }
  for (const image of Object.values(images)) await passScans(image, ecr, onLine);
  return images;
}

async function passScans(image: string, ecr: ECRClient, onLine: PushImages['onLine']): Promise<void> {
  const gate = { ecr, nowMs: Date.now, sleep: (ms: number) => sleep(ms) };
  for (const scanned of await scannedImages(image, ecr))
    onLine(`${splitUri(scanned).repositoryName}: ${await passScan(scanned, gate)}`);
}

/** Sources become one file a service before an image is made of it. */
async function bundle(runProgram: RunProgram, onLine: (line: string) => void): Promise<void> {
  const { code, stderr } = await runProgram(process.execPath, ['scripts/build.mjs'], { cwd: repositoryRoot, onLine });
  if (code !== 0) throw new CliError(stderr.trim(), { remedy: 'run `node scripts/build.mjs` by hand' });
}

/** For the context value `images`. */
export function writeImages(path: string, images: Readonly<Record<string, string>>): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(images, null, 2)}\n`);
}

export const imagesPath = (fleet: string): string => join(repositoryRoot, '.ares/aws', fleet, 'images.json');

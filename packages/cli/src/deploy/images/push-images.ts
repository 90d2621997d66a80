import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ECRClient } from '@aws-sdk/client-ecr';
import { CliError } from '../../cli-error.ts';
import { repositoryRoot } from '../../local/paths.ts';
import type { RunProgram } from '../run/run-program.ts';
import { dockerOf } from './docker.ts';
import { imageSource, officialImage } from './image-source.ts';
import { pulled, pushImage } from './push-image.ts';
import { signInToRegistry, splitUri } from './registry.ts';
import { passScan } from './scan-gate.ts';

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
  const nodeImage = await pulled(env.NODE_IMAGE ?? officialImage('NODE_IMAGE') ?? 'node:24', docker, onLine);
  const images: Record<string, string> = {};
  for (const [variable, uri] of Object.entries(uris)) {
    onLine(variable);
    images[variable] = await pushImage({ uri, source: imageSource(variable, env), nodeImage, docker, ecr, onLine });
  }
  const gate = { ecr, nowMs: Date.now, sleep: (ms: number) => sleep(ms) };
  for (const image of Object.values(images))
    onLine(`${splitUri(image).repositoryName}: ${await passScan(image, gate)}`);
  return images;
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

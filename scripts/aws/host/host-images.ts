import { join } from 'node:path';
import { imagesEnvPath } from '../../lib/images.mjs';
import { root } from '../../lib/root.mjs';
import { run } from '../../lib/run.mjs';
import { readIfThere } from '../../lib/stamp.mjs';
import { docker } from './docker.ts';

/** The container image that is registered as an AMI. */
export const INSTANCE_IMAGE = 'ares-emulated/instance:dev';

const PROJECT = 'ares-emulated';
const services = ['product', 'user', 'cart', 'order', 'gateway'] as const;

/** Images of the shop and of what looks after it, by the variable that compose files name them by. */
export async function buildHostImages(note: (detail: string) => void): Promise<Readonly<Record<string, string>>> {
  note('host');
  const base = await baseImage();
  const folder = join(import.meta.dirname, 'image');
  await docker('build', '--quiet', '--build-arg', `BASE_IMAGE=${base}`, '--tag', INSTANCE_IMAGE, folder);
  note('shop and host agent');
  await composeBuild('services/compose.yaml', PROJECT);
  await composeBuild('packages/host-agent/compose.yaml', 'ares-observe');
  const built = services.map((name) => [`${name.toUpperCase()}_IMAGE`, `${PROJECT}-${name}:latest`]);
  return { ...chosenImages(), HOST_AGENT_IMAGE: 'ares/host-agent:dev', ...Object.fromEntries(built) };
}

/** A small Debian: a shell, and nothing that starts by itself. */
export async function baseImage(): Promise<string> {
  const standIn = 'ares-offline/debian:trixie';
  const isHere = (await run('docker', ['image', 'inspect', standIn])).code === 0;
  return isHere ? standIn : 'debian:trixie-slim';
}

const composeBuild = (file: string, project: string): Promise<string> =>
  docker('compose', '-f', join(root, file), '-p', project, '--env-file', imagesEnvPath, 'build', '--quiet');

/** What setup pulled, or built in its place. */
const chosenImages = (): Record<string, string> =>
  Object.fromEntries(
    [...readIfThere(imagesEnvPath).matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', image = '']) => [name, image]),
  );

import { ensureBundles } from './bundles.mjs';
import { ensureDocker } from './docker.mjs';
import { ensureImages } from './images.mjs';
import { ensurePackages } from './packages.mjs';

/**
 * Brings this machine to where ARES can start. Each part finds its own work done on a second run.
 * @param {import('./steps.mjs').Steps} steps
 */
export async function prepare(steps) {
  await steps.run('npm packages', () => ensurePackages());
  await ensureDocker(steps);
  await steps.run('images', ensureImages);
  await steps.run('bundles', ensureBundles);
}

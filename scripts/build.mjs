import { ensureBundles } from './lib/bundles.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { runMain } from './lib/setup-error.mjs';
import { createSteps } from './lib/steps.mjs';

/** Bundles the services and the host agent for their images. */
runMain(async () => {
  const steps = createSteps();
  await steps.run('npm packages', () => ensurePackages());
  await steps.run('bundles', ensureBundles);
});

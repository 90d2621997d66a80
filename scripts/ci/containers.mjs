import { ensureBundles } from '../lib/bundles.mjs';
import { ensureDocker } from '../lib/docker.mjs';
import { ensureImages, imagesEnvPath } from '../lib/images.mjs';
import { root } from '../lib/root.mjs';
import { mustRun } from '../lib/run.mjs';
import { runMain } from '../lib/setup-error.mjs';
import { createSteps } from '../lib/steps.mjs';

const applications = [
  { name: 'shop', file: 'services/compose.yaml' },
  { name: 'host agent', file: 'packages/host-agent/compose.yaml' },
];

/** Builds every image that a host runs. */
runMain(async () => {
  const steps = createSteps();
  await ensureDocker(steps);
  await steps.run('images', ensureImages);
  await steps.run('bundles', ensureBundles);
  for (const { name, file } of applications) {
    const args = ['compose', '--env-file', imagesEnvPath, '-f', file, 'build'];
    const remedy = `run it by hand and read on: \`docker ${args.join(' ')}\``;
    await steps.run(`containers of the ${name}`, async (note) => {
      await mustRun('docker', args, { cwd: root, remedy, onLine: note });
    });
  }
});

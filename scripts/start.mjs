import { join } from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { binDir, root } from './lib/root.mjs';
import { runAttached } from './lib/run-attached.mjs';
import { runMain } from './lib/setup-error.mjs';
import { checkStart } from './lib/start-checks.mjs';
import { createSteps } from './lib/steps.mjs';

/** Sets up what is missing, then hands over to `ares start`. */
runMain(async () => {
  const steps = createSteps();
  await prepare(steps);
  const given = process.argv.slice(2);
  await steps.run('machine', () => checkStart(!given.includes('--no-shop')));
  const args = [join(root, 'packages/cli/bin/ares.mjs'), 'start', ...given];
  return runAttached(join(binDir, 'node'), args, { cwd: root });
});

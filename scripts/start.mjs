import { join } from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { binDir, root } from './lib/root.mjs';
import { runAttached } from './lib/run-attached.mjs';
import { runMain } from './lib/setup-error.mjs';
import { checkStart } from './lib/start-checks.mjs';
import { startPorts } from './lib/start-ports.mjs';
import { createSteps } from './lib/steps.mjs';

/** Sets up what is missing, then hands over to `ares start`. */
runMain(async () => {
  // `--yes` is an answer to setup, which asks before it installs Docker.
  const given = process.argv.slice(2).filter((argument) => !['--yes', '-y'].includes(argument));
  const withShop = !given.includes('--no-shop');
  startPorts(withShop);
  const steps = createSteps();
  await prepare(steps);
  await steps.run('machine', () => checkStart(withShop));
  const args = [join(root, 'packages/cli/bin/ares.mjs'), 'start', ...given];
  return runAttached(join(binDir, 'node'), args, { cwd: root });
});

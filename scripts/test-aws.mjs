import { join } from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { binDir, root } from './lib/root.mjs';
import { runAttached } from './lib/run-attached.mjs';
import { runMain } from './lib/setup-error.mjs';
import { createSteps } from './lib/steps.mjs';

/** Deploys the whole app to emulators of AWS and proves a heal; arguments are filters of the suites that run before. */
runMain(async () => {
  await prepare(createSteps());
  const given = process.argv.slice(2).filter((argument) => argument !== '--yes');
  return runAttached(join(binDir, 'node'), [join(root, 'scripts/aws/main.ts'), ...given], { cwd: root });
});

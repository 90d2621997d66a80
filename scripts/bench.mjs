import { join } from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import { binDir, root } from './lib/root.mjs';
import { runAttached } from './lib/run-attached.mjs';
import { runMain } from './lib/setup-error.mjs';

/** `npm run bench -- NAME [--json]`: the one way to measure. */
runMain(async () => {
  await ensurePackages();
  const main = join(root, 'scripts/bench/main.ts');
  return runAttached(join(binDir, 'node'), [main, ...process.argv.slice(2)], { cwd: root });
});

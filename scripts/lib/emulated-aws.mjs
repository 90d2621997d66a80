import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binDir, root, stateDir } from './root.mjs';
import { runAttached } from './run-attached.mjs';
import { readIfThere } from './stamp.mjs';
import { noTests } from './test-counts.mjs';

const report = join(stateDir, 'test-aws-run.json');

/** @param {import('./test-counts.mjs').Counts} counts of a run, for whoever started it */
export const writeCounts = (counts) => writeFileSync(report, JSON.stringify(counts));

/**
 * Deploys the app to emulators of AWS and proves heals there.
 * @param {readonly string[]} filters of the suites; with any, the deployment is left out
 * @returns {Promise<import('./test-counts.mjs').Counts>}
 */
export async function runOnEmulatedAws(filters) {
  rmSync(report, { force: true });
  const main = join(root, 'scripts/aws/main.ts');
  const exitCode = await runAttached(join(binDir, 'node'), [main, ...filters], { cwd: root });
  const text = readIfThere(report);
  return text ? JSON.parse(text) : { ...noTests, failed: exitCode === 0 ? 0 : 1 };
}

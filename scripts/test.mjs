import { ensureBundles } from './lib/bundles.mjs';
import { ensureDocker } from './lib/docker.mjs';
import { runOnEmulatedAws } from './lib/emulated-aws.mjs';
import { ensureImages } from './lib/images.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { describe, runMain } from './lib/setup-error.mjs';
import { createSteps } from './lib/steps.mjs';
import { addCounts, noTests, summaryLine } from './lib/test-counts.mjs';
import { countFiles, runProject } from './lib/vitest.mjs';

const filters = process.argv.slice(2).filter((argument) => argument !== '--yes');
const skipDocker = process.env.ARES_SKIP_DOCKER === '1';
const skipAws = skipDocker || process.env.ARES_SKIP_AWS === '1';

/** @returns {Promise<string>} why Docker cannot be used, '' where it can */
async function prepareDocker(steps) {
  if (skipDocker) return '';
  try {
    await ensureDocker(steps);
    await steps.run('images', ensureImages);
    return '';
  } catch (error) {
    return describe(error);
  }
}

/** Where there is no Docker each file of Docker tests counts as one failure, or as skipped if that was asked for. */
async function runDocker(problem) {
  if (!skipDocker && !problem) return runProject('docker', filters);
  const files = await countFiles('docker', filters);
  if (skipDocker) return { ...noTests, skipped: files };
  console.error(`\nthe ${files} files of Docker tests fail, because\n${problem}`);
  console.error('  or: ARES_SKIP_DOCKER=1 leaves them out');
  return { ...noTests, failed: Math.max(files, 1) };
}

/** The app deployed to emulators of AWS counts as one failure where there is no Docker; filters choose suites only. */
async function runAws(problem) {
  if (skipAws || (filters.length > 0 && (await countFiles('aws', filters)) === 0)) return noTests;
  return problem ? { ...noTests, failed: 1 } : runOnEmulatedAws(filters);
}

/**
 * Runs all tests: unit, then real PostgreSQL and Redis, then real Docker, then the app on emulators of AWS. Arguments
 * go to vitest as filters.
 */
runMain(async () => {
  const steps = createSteps();
  await steps.run('npm packages', () => ensurePackages());
  const problem = await prepareDocker(steps);
  await steps.run('bundles', ensureBundles);
  const unit = await runProject('unit', filters);
  const store = await runProject('store', filters);
  const docker = await runDocker(problem);
  const total = [unit, store, docker, await runAws(problem)].reduce(addCounts);
  const ran = total.passed + total.failed > 0;
  if (!ran) console.error('error: no test matches');
  const note = skipDocker ? ' (the files of Docker tests, by ARES_SKIP_DOCKER=1)' : '';
  console.log(`\n${summaryLine(total)}${note}`);
  return ran && total.failed === 0 ? 0 : 1;
});

import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { imagesEnvPath } from './images.mjs';
import { binDir, root, stateDir } from './root.mjs';
import { run } from './run.mjs';
import { readIfThere } from './stamp.mjs';
import { countReport, noTests } from './test-counts.mjs';
import { runWatched } from './watched-vitest.mjs';

const node = join(binDir, 'node');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

/** Tests see the images that setup chose, and Node 24 first on the PATH. */
function testEnv() {
  const images = [...readIfThere(imagesEnvPath).matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
  const PATH = [binDir, process.env.PATH].join(delimiter);
  return { ...Object.fromEntries(images), ...process.env, PATH };
}

const MINUTE_MS = 60_000;
/** Without anything new, in minutes: more than the longest hook and the longest test together may take. */
const silentMinutesMax = { unit: 10, store: 15, docker: 15, aws: 15 };

/**
 * Runs one vitest project and shows its output.
 * @param {keyof typeof silentMinutesMax} project
 * @param {readonly string[]} filters vitest's own arguments
 * @param {Readonly<Record<string, string>>} [env] what its tests are told beside the environment
 * @returns {Promise<import('./test-counts.mjs').Counts>} where the run hung, each file that did counts as one failure
 */
export async function runProject(project, filters, env = {}) {
  const report = join(stateDir, `test-${project}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['--project', project, '--passWithNoTests', ...reporters, ...filters];
  const silentMsMax = silentMinutesMax[project] * MINUTE_MS;
  const { exitCode, hung } = await runWatched(args, { env: { ...testEnv(), ...env }, silentMsMax });
  if (hung) {
    console.error(
      `\n${project}: nothing new for ${silentMinutesMax[project]} minutes, so the run was ended. Not ended:`,
    );
    console.error(hung.map((file) => `  ${file}`).join('\n') || '  no file had begun');
    return { ...noTests, failed: Math.max(1, hung.length) };
  }
  return countReport(readIfThere(report), exitCode);
}

/** @returns {Promise<number>} how many files of tests a project has */
export async function countFiles(project, filters) {
  const args = [vitest, 'list', '--project', project, '--filesOnly', '--passWithNoTests', ...filters];
  const { stdout } = await run(node, args, { cwd: root, env: testEnv() });
  return stdout.split('\n').filter((line) => line.includes('.test.ts')).length;
}

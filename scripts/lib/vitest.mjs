import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { imagesEnvPath } from './images.mjs';
import { binDir, root, stateDir } from './root.mjs';
import { run } from './run.mjs';
import { runAttached } from './run-attached.mjs';
import { readIfThere } from './stamp.mjs';
import { countReport } from './test-counts.mjs';

const node = join(binDir, 'node');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

/** Tests see the images that setup chose, and Node 24 first on the PATH. */
function testEnv() {
  const images = [...readIfThere(imagesEnvPath).matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
  const PATH = [binDir, process.env.PATH].join(delimiter);
  return { ...Object.fromEntries(images), ...process.env, PATH };
}

/**
 * Runs one vitest project and shows its output.
 * @param {string} project `unit`, `store`, `docker` or `aws`
 * @param {readonly string[]} filters vitest's own arguments
 * @param {Readonly<Record<string, string>>} [env] what its tests are told beside the environment
 */
export async function runProject(project, filters, env = {}) {
  const report = join(stateDir, `test-${project}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [vitest, 'run', '--project', project, '--passWithNoTests', ...reporters, ...filters];
  const exitCode = await runAttached(node, args, { cwd: root, env: { ...testEnv(), ...env } });
  return countReport(readIfThere(report), exitCode);
}

/** @returns {Promise<number>} how many files of tests a project has */
export async function countFiles(project, filters) {
  const args = [vitest, 'list', '--project', project, '--filesOnly', '--passWithNoTests', ...filters];
  const { stdout } = await run(node, args, { cwd: root, env: testEnv() });
  return stdout.split('\n').filter((line) => line.includes('.test.ts')).length;
}

import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { jobs } from './ci/jobs.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { binDir, root } from './lib/root.mjs';
import { runMain, SetupError } from './lib/setup-error.mjs';

const env = { ...process.env, CI: process.env.CI ?? 'true', PATH: [binDir, process.env.PATH].join(delimiter) };

/**
 * What the program prints goes straight to the log.
 * @param {readonly string[]} step
 * @returns {Promise<number>} its exit code
 */
const runStep = (step) =>
  new Promise((resolve) => {
    const [command = '', ...args] = step;
    console.log(`\n$ ${step.join(' ')}`);
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    child.on('error', (error) => console.error(`error: ${error.message}`));
    child.on('close', (code) => resolve(code === null || code < 0 ? 1 : code));
  });

/** Runs one job of the workflows, step by step, here as there: `node scripts/ci.mjs JOB`. */
runMain(async () => {
  const [name = '', ...more] = process.argv.slice(2);
  const steps = jobs[name];
  if (!steps || more.length > 0) {
    const known = Object.keys(jobs).join(', ');
    throw new SetupError(`\`${[name, ...more].join(' ')}\` is no job`, `give one of: ${known}`);
  }
  await ensurePackages();
  for (const step of steps) {
    const code = await runStep(step);
    if (code !== 0) return code;
  }
  return 0;
});

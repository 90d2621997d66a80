import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRESS, unfinishedIn } from './progress-reporter.mjs';
import { binDir, root } from './root.mjs';
import { runAttached } from './run-attached.mjs';

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const reporter = join(import.meta.dirname, 'progress-reporter.mjs');
const LOOK_MS = 5_000;
/** Until the first file begins: vitest has to come up first, on a slow machine too. */
const START_MS = 120_000;

/**
 * Runs vitest, which has no limit for a test that never gives its worker back, as one in an endless loop does. A run of
 * which nothing has begun or ended for too long is killed; vitest's own watchdog then kills the workers, whatever they do.
 * @param {readonly string[]} args vitest's own, its other reporters among them
 * @param {{env: NodeJS.ProcessEnv, silentMsMax: number}} options
 * @returns {Promise<{exitCode: number, hung?: string[]}>} `hung`, where it was killed: the files that had not ended
 */
export async function runWatched(args, { env, silentMsMax }) {
  const folder = mkdtempSync(join(tmpdir(), 'ares-progress-'));
  const progress = join(folder, 'progress');
  writeFileSync(progress, '');
  const silent = new AbortController();
  const timer = watch(progress, silentMsMax, () => silent.abort());
  try {
    const all = [vitest, 'run', `--reporter=${reporter}`, ...args];
    const options = { cwd: root, env: { ...env, [PROGRESS]: progress }, killOn: silent.signal };
    const exitCode = await runAttached(join(binDir, 'node'), all, options);
    return silent.signal.aborted ? { exitCode, hung: unfinishedIn(readFileSync(progress, 'utf8')) } : { exitCode };
  } finally {
    clearInterval(timer);
    rmSync(folder, { recursive: true });
  }
}

/** Calls back when the file has not grown for so long. */
function watch(path, silentMsMax, onSilence) {
  let size = 0;
  let grownAtMs = performance.now();
  const look = () => {
    const now = performance.now();
    const seen = statSync(path).size;
    if (seen !== size) [size, grownAtMs] = [seen, now];
    else if (now - grownAtMs >= (size === 0 ? Math.max(START_MS, silentMsMax) : silentMsMax)) onSilence();
  };
  return setInterval(look, Math.min(LOOK_MS, silentMsMax / 4));
}

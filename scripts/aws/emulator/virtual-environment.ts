import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from '../../lib/root.mjs';
import { mustRun, run } from '../../lib/run.mjs';
import { readIfThere, writeIfChanged } from '../../lib/stamp.mjs';

const folder = join(stateDir, 'venv');
const requirements = join(import.meta.dirname, '../requirements.txt');

/** Where the emulators' programs are. */
export const programs = join(folder, 'bin');

/** Installs the pinned emulators into a virtual environment of the checkout, unless they are there. */
export async function ensureVirtualEnvironment(note: (detail: string) => void): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const stamp = join(folder, '.ares-requirements');
  if (readIfThere(stamp) === hash && (await hasPython())) return 'up to date';
  rmSync(folder, { recursive: true, force: true });
  const remedy = 'install Python 3.11 or newer with venv and pip (Debian: python3-venv), then run this again';
  await mustRun('python3', ['-m', 'venv', folder], { remedy });
  note('installing the emulators of AWS with pip');
  const args = ['install', '--quiet', '--disable-pip-version-check', '--require-hashes', '--requirement', requirements];
  await mustRun(join(programs, 'pip'), args, {
    timeoutMs: 15 * 60_000,
    remedy: 'mend what pip names, then run this again',
  });
  writeIfChanged(stamp, hash);
  return 'installed';
}

/** An environment outlives the Python that it was made with, as after an upgrade of the system. */
const hasPython = async (): Promise<boolean> => (await run(join(programs, 'python'), ['--version'])).code === 0;

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const requirements = join(import.meta.dirname, 'requirements.txt');
const venv = join(import.meta.dirname, '../../../.ares/cfn-lint');
const installed = join(venv, 'requirements.txt');

/** Findings that are none, each for a reason. */
const IGNORED = {
  W3005: 'The CDK names dependencies that a reference has already.',
  W3691: 'RDS takes a major version, and then the newest minor one; the rule knows only minor ones as living.',
};

/**
 * Runs cfn-lint, in a virtual environment that is made at the first call and whenever its requirements change.
 * @returns a line for each finding
 * @throws Error when Python or its packages cannot be had
 */
export function cfnLint(templates: readonly string[]): string[] {
  install();
  const run = spawnSync(
    join(venv, 'bin/cfn-lint'),
    ['--format', 'parseable', '--ignore-checks', ...Object.keys(IGNORED), '--template', ...templates],
    { encoding: 'utf8' },
  );
  if (run.error) throw new Error('cfn-lint cannot be run', { cause: run.error });
  if (run.stderr) throw new Error(`cfn-lint failed: ${run.stderr}`);
  return run.stdout.split('\n').filter(Boolean);
}

function install(): void {
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(requirements, 'utf8')) return;
  rmSync(venv, { recursive: true, force: true });
  try {
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'pipe' });
    execFileSync(join(venv, 'bin/pip'), ['install', '--quiet', '--no-deps', '--requirement', requirements], {
      stdio: 'pipe',
    });
  } catch (cause) {
    throw new Error('cfn-lint cannot be installed: it takes Python 3 with venv, and a package index', { cause });
  }
  writeFileSync(installed, readFileSync(requirements));
}

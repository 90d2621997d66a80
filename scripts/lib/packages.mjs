import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root as checkout } from './root.mjs';
import { mustRun, run } from './run.mjs';
import { SetupError } from './setup-error.mjs';
import { readIfThere, writeIfChanged } from './stamp.mjs';

/** @param {{packages?: Record<string, {version?: string, optional?: boolean, link?: boolean}>}} lock */
const versionsOf = (lock) =>
  Object.entries(lock.packages ?? {}).filter(([path, entry]) => path.startsWith('node_modules/') && !entry.link);

/**
 * Whether node_modules already holds what the lockfile asks for, for instance after a plain `npm install`.
 * @param {string} lockText package-lock.json
 * @param {string} installedText node_modules/.package-lock.json, npm's own record of what it installed; may be ''
 */
export function isInstalled(lockText, installedText) {
  if (installedText === '') return false;
  const installed = JSON.parse(installedText).packages ?? {};
  return versionsOf(JSON.parse(lockText)).every(([path, { version, optional }]) =>
    installed[path] ? installed[path].version === version : optional === true,
  );
}

async function requireNode24(root) {
  const node = join(root, 'node_modules', '.bin', 'node');
  const { code, stdout } = await run(node, ['--version']);
  if (code === 0 && Number(stdout.slice(1).split('.')[0]) >= 24) return;
  throw new SetupError(
    `the npm package \`node\` has no Node 24 binary at ${node}`,
    'allow install scripts (`npm config delete ignore-scripts`), delete node_modules, and run this again',
  );
}

/**
 * Installs the npm packages when package-lock.json is not the one that was installed last.
 * @param {string} [root] the checkout
 * @returns {Promise<string>} a word on what was done
 */
export async function ensurePackages(root = checkout) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockText).digest('hex');
  const stamp = join(root, 'node_modules', '.ares-lock-hash');
  const hasNode = existsSync(join(root, 'node_modules', '.bin', 'node'));
  if (hasNode && readIfThere(stamp) === hash) return 'up to date';
  const present = hasNode && isInstalled(lockText, readIfThere(join(root, 'node_modules', '.package-lock.json')));
  if (!present) {
    const remedy = 'mend what npm names (`npm ping` tells whether its registry answers), then run this again';
    await mustRun('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, remedy });
  }
  await requireNode24(root);
  writeIfChanged(stamp, hash);
  return present ? 'up to date' : 'installed';
}

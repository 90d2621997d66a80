import { debianMirror, readAptSources } from './apt-sources.mjs';
import { hasProgram, mustRun, run } from './run.mjs';
import { SetupError } from './setup-error.mjs';
import { readIfThere } from './stamp.mjs';

/** The release that the stand-in images and the Compose plugin come from. */
export const suite = 'trixie';

/** Debian's public archive, where the machine's own apt sources name none (Ubuntu does not mirror Debian). */
const publicMirror = 'http://deb.debian.org/debian';

/** @returns {string} address of a Debian archive, the one this machine already uses if it can be told */
export function mirror(env = process.env, osRelease = readIfThere('/etc/os-release')) {
  const own = /^ID="?debian"?$/m.test(osRelease) ? debianMirror(readAptSources()) : undefined;
  return env.ARES_DEBIAN_MIRROR || own || publicMirror;
}

/** @param {string} osRelease text of /etc/os-release @returns {boolean} Debian, Ubuntu, or made from one */
export function isDebianLike(osRelease = readIfThere('/etc/os-release')) {
  const ids = [...osRelease.matchAll(/^(?:ID|ID_LIKE)="?([^"\n]*)"?$/gm)].flatMap(([, value = '']) => value.split(' '));
  return ids.includes('debian') || ids.includes('ubuntu');
}

export const isRoot = () => process.getuid?.() === 0;

/** Whether this process may install the distribution's packages. */
export const canInstall = () => process.platform === 'linux' && isDebianLike() && isRoot();

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
let listsRefreshed = false;

async function refreshLists() {
  if (listsRefreshed) return;
  const remedy = 'see that the package archive can be reached (`apt-get update`)';
  await mustRun('apt-get', ['update', '-q'], { env, remedy });
  listsRefreshed = true;
}

/** @param {string} name @returns {Promise<boolean>} whether apt could install a package of this name */
export async function isAvailable(name) {
  await refreshLists();
  const { stdout } = await run('apt-cache', ['policy', name]);
  return /Candidate: (?!\(none\))/.test(stdout);
}

/** @param {...string} names packages of the distribution */
export async function aptInstall(...names) {
  await refreshLists();
  const remedy = `see why with \`apt-get install ${names.join(' ')}\``;
  await mustRun('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names], { env, remedy });
}

/** Installs what provides `program` where it is missing, or says who has to. */
export async function ensureProgram(program, ...packages) {
  if (await hasProgram(program)) return;
  if (canInstall()) return aptInstall(...packages);
  throw new SetupError(
    `\`${program}\` is missing`,
    `as root on Debian or Ubuntu: apt-get install ${packages.join(' ')}`,
  );
}

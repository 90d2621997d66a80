import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptInstall, canInstall, isAvailable, isDebianLike, mirror, suite } from './debian.mjs';
import { mustRun, run } from './run.mjs';
import { SetupError } from './setup-error.mjs';

const remedy = 'install the Compose plugin: https://docs.docker.com/compose/install/linux/';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** @returns {Promise<string>} Compose's version, or '' where Docker has no such plugin */
async function composeVersion() {
  const { code, stdout } = await run('docker', ['compose', 'version', '--short']);
  return code === 0 ? stdout.trim() : '';
}

/**
 * Whether the plugin is missing and can be installed.
 * @throws SetupError where it is missing and cannot
 */
export async function isComposeWanted() {
  if (await composeVersion()) return false;
  if (process.platform === 'linux' && isDebianLike()) return true;
  throw new SetupError('`docker compose` is missing', remedy);
}

async function firstAvailable(...names) {
  for (const name of names) if (await isAvailable(name)) return name;
  return undefined;
}

/** Apt with sources, lists and caches of its own: the machine's stay as they are. */
function privateApt(dir) {
  const signedBy = existsSync(keyring) ? `[signed-by=${keyring}] ` : '';
  writeFileSync(join(dir, 'sources.list'), `deb ${signedBy}${mirror()} ${suite} main\n`);
  mkdirSync(join(dir, 'lists'));
  mkdirSync(join(dir, 'debs'));
  const options = {
    'Dir::Etc::sourcelist': join(dir, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State::Lists': join(dir, 'lists'),
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    // Its download user may not enter a private temporary folder, and would warn of it.
    'APT::Sandbox::User': 'root',
  };
  const flags = Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  return (...args) => mustRun('apt-get', [...flags, '-q', ...args], { cwd: join(dir, 'debs'), remedy });
}

/** Debian 12 has no Compose plugin: the next release's two programs depend on nothing and run there. */
async function copyFromNextRelease() {
  const dir = mkdtempSync(join(tmpdir(), 'ares-compose-'));
  const plugins = join(process.env.DOCKER_CONFIG || join(homedir(), '.docker'), 'cli-plugins');
  try {
    const apt = privateApt(dir);
    await apt('update');
    await apt('download', 'docker-compose', 'docker-buildx');
    const debs = readdirSync(join(dir, 'debs'));
    for (const deb of debs) await mustRun('dpkg', ['-x', join(dir, 'debs', deb), join(dir, 'tree')], { remedy });
    mkdirSync(plugins, { recursive: true });
    for (const name of ['docker-compose', 'docker-buildx']) {
      copyFileSync(join(dir, 'tree/usr/libexec/docker/cli-plugins', name), join(plugins, name));
      chmodSync(join(plugins, name), 0o755);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function install() {
  const name = canInstall() ? await firstAvailable('docker-compose-plugin', 'docker-compose-v2') : undefined;
  if (name) await aptInstall(name);
  else await copyFromNextRelease();
}

/** @returns {Promise<string>} Compose's version, after installing the plugin where there is none */
export async function ensureCompose(note) {
  if (!(await isComposeWanted())) return composeVersion();
  note('installing the Compose plugin');
  await install();
  const version = await composeVersion();
  if (version) return version;
  throw new SetupError('`docker compose` does not start after its installation', remedy);
}

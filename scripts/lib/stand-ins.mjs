import { copyFileSync, cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash, filesBelow } from './content-hash.mjs';
import { canInstall, ensureProgram, mirror, suite } from './debian.mjs';
import { root, stateDir } from './root.mjs';
import { mustRun, run } from './run.mjs';
import { SetupError } from './setup-error.mjs';

const sources = join(root, 'scripts/offline-images');
const nodeBinary = join(root, 'node_modules/node/bin/node');
const base = { standIn: `ares-offline/debian:${suite}`, folder: 'debian' };
const proxies = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
const remedy = 'see that Debian packages can be reached from containers, then run this again';

const hashOf = (folder, also) => contentHash(join(sources, folder), filesBelow(join(sources, folder)), also);
const nodeVersion = () => JSON.parse(readFileSync(join(root, 'node_modules/node/package.json'), 'utf8')).version;

/** What an image is made of; the same content is not built twice. */
export function contentOf(folder) {
  const baseContent = hashOf(base.folder, [suite]);
  if (folder === base.folder) return baseContent;
  return hashOf(folder, folder === 'node' ? [baseContent, nodeVersion()] : [baseContent]);
}

/** @returns {Promise<{id: string, content: string} | undefined>} the image of this tag, if there is one */
async function inspect(tag) {
  const format = '{{.Id}} {{index .Config.Labels "ares.content"}}';
  const { code, stdout } = await run('docker', ['image', 'inspect', '--format', format, tag]);
  const [id = '', content = ''] = stdout.trim().split(' ');
  return code === 0 ? { id, content } : undefined;
}

async function makeBase() {
  await ensureProgram('debootstrap', 'debootstrap', 'debian-archive-keyring');
  const script = '"$0" "$1" "$2" | docker import --change "LABEL ares.content=$3" - "$4"';
  const makeRootfs = join(sources, base.folder, 'make-rootfs.sh');
  const args = ['-o', 'pipefail', '-c', script, makeRootfs, suite, mirror(), contentOf(base.folder), base.standIn];
  await mustRun('bash', args, { remedy: 'choose another Debian archive by ARES_DEBIAN_MIRROR, then run this again' });
}

/** The node image takes its binary from the npm package, so its context is put together first. */
function stageContext(folder) {
  mkdirSync(stateDir, { recursive: true });
  const context = mkdtempSync(join(stateDir, `${folder}-image-`));
  cpSync(join(sources, folder), context, { recursive: true });
  if (folder === 'node') linkOrCopy(nodeBinary, join(context, 'node'));
  return context;
}

function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

async function makeFromDockerfile({ standIn, folder }) {
  const context = stageContext(folder);
  const labels = ['--label', `ares.content=${contentOf(folder)}`];
  const proxyArgs = proxies.filter((name) => process.env[name]).flatMap((name) => ['--build-arg', name]);
  try {
    await mustRun('docker', ['build', '--quiet', ...labels, ...proxyArgs, '--tag', standIn, context], { remedy });
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** @returns {Promise<boolean>} whether it had to be built */
async function ensure({ standIn, folder }, make) {
  const before = await inspect(standIn);
  if (before?.content === contentOf(folder)) return false;
  await make();
  // Refused while a container or a newer layer still uses it, and then it stays.
  if (before) await run('docker', ['image', 'rm', before.id]);
  return true;
}

/** @param {import('./image-list.mjs').ImageSpec} spec */
export const isStandInCurrent = async ({ standIn, folder }) => (await inspect(standIn))?.content === contentOf(folder);

/**
 * Builds stand-ins for official images from Debian's packages, where they are not built yet.
 * @param {readonly import('./image-list.mjs').ImageSpec[]} specs
 * @param {(detail: string) => void} note
 */
export async function buildStandIns(specs, note) {
  if (!canInstall()) {
    const names = specs.map(({ official }) => official).join(' ');
    throw new SetupError(
      'no image registry answers, and stand-ins can only be built as root on Debian or Ubuntu',
      `load these images (\`docker load\`) or name your own by ${specs.map((s) => s.variable).join(', ')}: ${names}`,
    );
  }
  note('no registry answers: building from Debian packages');
  if (await ensure(base, makeBase)) note('base image built');
  await Promise.all(
    specs.map(async (spec) => {
      if (await ensure(spec, () => makeFromDockerfile(spec))) note(`${spec.standIn} built`);
    }),
  );
}

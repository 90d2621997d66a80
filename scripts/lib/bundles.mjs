import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { contentHash, filesBelow } from './content-hash.mjs';
import { root } from './root.mjs';
import { readIfThere, writeIfChanged } from './stamp.mjs';

/** CommonJS packages inside an ES module still call `require`. */
const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** Optional native parts that their packages do without; a bundle has no place for them. */
const external = ['*.node', 'cpu-features', 'pg-native'];

/** @returns {string[]} folders with something to bundle: the shop's services and the host agent */
export function bundleFolders(checkout = root) {
  const services = join(checkout, 'services');
  const names = existsSync(services) ? readdirSync(services) : [];
  const folders = [...names.map((name) => join(services, name)), join(checkout, 'packages/host-agent')];
  return folders.filter((folder) => existsSync(join(folder, 'src/main.ts')));
}

const isSource = (file) => !/[\\/](node_modules|dist)[\\/]/.test(file) && !/\.test\.ts$/.test(file);

/** One hash for all bundles: they share code, and making all of them takes a second or two. */
function sourcesHash() {
  const shared = ['packages', 'services'].flatMap((dir) =>
    readdirSync(join(root, dir), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => filesBelow(join(root, dir, name)))
      .filter(isSource),
  );
  return contentHash(root, [...shared, join(root, 'package-lock.json'), join(root, 'scripts/lib/bundles.mjs')]);
}

/** @returns {string[]} folders named `migrations`, wherever a service keeps them */
function migrationFolders(folder) {
  const isFolder = (entry) => entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name);
  return readdirSync(folder, { withFileTypes: true })
    .filter(isFolder)
    .flatMap(({ name }) => (name === 'migrations' ? [join(folder, name)] : migrationFolders(join(folder, name))));
}

async function bundle(esbuild, folder) {
  const dist = join(folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: [join(folder, 'src/main.ts')],
    outfile: join(dist, 'main.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    sourcemap: 'linked',
    // Without the sources themselves the map is a third of its size and still gives file and line.
    sourcesContent: false,
    banner: { js: banner },
    external,
    absWorkingDir: root,
    logLevel: 'silent',
  });
  for (const migrations of migrationFolders(folder)) {
    cpSync(migrations, join(dist, basename(migrations)), { recursive: true });
  }
}

/**
 * Bundles every service and the host agent into `dist/main.mjs`, when any source or package has changed.
 * @param {(detail: string) => void} note
 * @returns {Promise<string>} a word on what was done
 */
export async function ensureBundles(note) {
  const folders = bundleFolders();
  const stamp = join(root, '.ares/bundles-hash');
  const hash = sourcesHash();
  const all = `${folders.length} bundles`;
  if (readIfThere(stamp) === hash && folders.every((folder) => existsSync(join(folder, 'dist/main.mjs')))) {
    return `${all}, up to date`;
  }
  const esbuild = await import('esbuild');
  for (const folder of folders) {
    note(relative(root, folder));
    await bundle(esbuild, folder);
  }
  writeIfChanged(stamp, hash);
  return all;
}

import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
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

const isSource = (file) => !/[\\/](node_modules|dist|dist\.next)[\\/]/.test(file) && !/\.test\.ts$/.test(file);

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
  const isFolder = (entry) => entry.isDirectory() && !['node_modules', 'dist', 'dist.next'].includes(entry.name);
  return readdirSync(folder, { withFileTypes: true })
    .filter(isFolder)
    .flatMap(({ name }) => (name === 'migrations' ? [join(folder, name)] : migrationFolders(join(folder, name))));
}

/**
 * Bundles `src/main.ts` of a folder, with all its packages and migrations, into its `dist`. A build of an image
 * may run at the same time, so the new `dist` takes the old one's place when it is whole.
 * @param {string} folder
 */
export async function bundle(folder) {
  // A fresh checkout has it only after its packages are installed.
  const { build } = await import('esbuild');
  const dist = join(folder, 'dist');
  const next = join(folder, 'dist.next');
  rmSync(next, { recursive: true, force: true });
  await build({
    entryPoints: [join(folder, 'src/main.ts')],
    outdir: next,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is imported on demand only is a file of its own, so that it costs no memory until then.
    splitting: true,
    // A CommonJS package that is a file of its own gives no named exports: the AWS SDK has ES modules too.
    mainFields: ['module', 'main'],
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
    cpSync(migrations, join(next, basename(migrations)), { recursive: true });
  }
  rmSync(dist, { recursive: true, force: true });
  renameSync(next, dist);
}

/** esbuild's own process would stay as long as this one, and with it more than 100 MB; the next build starts another. */
export const endBundler = async () => (await import('esbuild')).stop();

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
  try {
    for (const folder of folders) {
      note(relative(root, folder));
      await bundle(folder);
    }
  } finally {
    await endBundler();
  }
  writeIfChanged(stamp, hash);
  return all;
}

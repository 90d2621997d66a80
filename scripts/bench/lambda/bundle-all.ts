import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Format } from 'esbuild';
import { bundlingWith } from '../../../cdk/constructs/functions/bundling.ts';

export interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

const lambdas = join(import.meta.dirname, '../../../lambdas');

/** Every function as the CDK app bundles it, one module each, below the folder. */
export async function bundleAll(folder: string): Promise<readonly Bundle[]> {
  const entries = await readdir(lambdas, { recursive: true });
  const names = entries.filter((entry) => /^[^/]+\/handler\.ts$/.test(entry)).map((entry) => entry.split('/')[0] ?? '');
  return Promise.all(names.toSorted().map((name) => bundle(name, join(folder, name, 'index.mjs'))));
}

async function bundle(name: string, file: string): Promise<Bundle> {
  const {
    externalModules = [],
    mainFields = [],
    target = '',
    banner = '',
    minify = false,
    format,
  } = bundlingWith(undefined);
  await build({
    entryPoints: [join(lambdas, name, 'handler.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: format as Format,
    target,
    mainFields: [...mainFields],
    minify,
    banner: { js: banner },
    external: [...externalModules],
    alias: aliases(),
    logLevel: 'error',
  });
  return { name, file, bytes: (await stat(file)).size };
}

/** The aliases among esbuild's arguments, as its API has them. */
function aliases(): Record<string, string> {
  const args = Object.entries(bundlingWith(undefined).esbuildArgs ?? {});
  return Object.fromEntries(
    args
      .filter(([name]) => name.startsWith('--alias:'))
      .map(([name, value]) => [name.slice('--alias:'.length), String(value)]),
  );
}

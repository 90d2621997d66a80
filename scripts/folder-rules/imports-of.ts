import { extname } from 'node:path';
import { build, type Loader, type Plugin } from 'esbuild';
import type { SourceFile } from './source-files.ts';

/** esbuild drops type imports unresolved; a dependency on types is one all the same. */
const withTypesKept = (text: string): string =>
  text.replace(/\bimport\s+type\s+(?=[{*\w$])/g, 'import ').replace(/\bexport\s+type\s+(?=[{*])/g, 'export ');

const loaderOf = (path: string): Loader => (extname(path) === '.mjs' ? 'js' : extname(path) === '.tsx' ? 'tsx' : 'ts');

/** Names every import as it is written and follows none. */
function recorder(file: SourceFile, found: Set<string>): Plugin {
  return {
    name: 'record-imports',
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /.*/ }, ({ kind, path }) => {
        if (kind === 'entry-point') return { path, namespace: 'source' };
        found.add(path);
        return { path, external: true };
      });
      pluginBuild.onLoad({ filter: /.*/, namespace: 'source' }, () => ({
        contents: withTypesKept(file.text),
        loader: loaderOf(file.path),
      }));
    },
  };
}

/** What a file imports and exports from, static or dynamic, types included, as written. */
export async function importsOf(file: SourceFile): Promise<string[]> {
  const found = new Set<string>();
  await build({
    entryPoints: [file.path],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    plugins: [recorder(file, found)],
  });
  return [...found];
}

import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix } from 'node:path';

export type ImportTarget =
  | { readonly kind: 'builtin' }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string };

interface Workspace {
  readonly folder: string;
  readonly exports: Readonly<Record<string, string>>;
}

/** The repository's own packages by name. */
export function readWorkspaces(root: string): Map<string, Workspace> {
  const manifests = globSync('{{packages,services}/*,lambdas,cdk}/package.json', { cwd: root });
  return new Map(
    manifests.map((path) => {
      const { name, exports = {} } = JSON.parse(readFileSync(join(root, path), 'utf8'));
      return [name, { folder: dirname(path), exports }];
    }),
  );
}

const packageNameOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Where an import leads: one of Node's modules, an npm package, or a file of this repository by its path. */
export function importTarget(
  specifier: string,
  importer: string,
  workspaces: ReadonlyMap<string, Workspace>,
): ImportTarget {
  if (specifier.startsWith('.')) return { kind: 'file', path: posix.join(posix.dirname(importer), specifier) };
  if (isBuiltin(specifier)) return { kind: 'builtin' };
  const name = packageNameOf(specifier);
  const workspace = workspaces.get(name);
  if (!workspace) return { kind: 'package', name };
  const exported = workspace.exports[`.${specifier.slice(name.length)}`] ?? 'package.json';
  return { kind: 'file', path: posix.join(workspace.folder, exported) };
}

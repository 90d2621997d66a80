import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceFile {
  /** Path from the root. */
  readonly path: string;
  readonly text: string;
}

const ignored = /(^|\/)(node_modules|dist)(\/|$)/;

/** The sources of every package and service, in a fixed order. */
export function readSources(root: string): SourceFile[] {
  const paths = globSync('{packages,services,lambdas,cdk}/**/*.{ts,tsx,mjs}', {
    cwd: root,
    exclude: (path) => ignored.test(path),
  });
  return paths.sort().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export const isTestCode = (path: string): boolean => /\.test\.tsx?$|\/testing\/|\/contract\.ts$/.test(path);

/** Line, from 1, of the first occurrence of `word`. */
export function lineOf(text: string, word: string): number {
  const at = text.indexOf(word);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

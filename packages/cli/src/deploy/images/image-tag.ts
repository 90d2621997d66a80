import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repositoryRoot } from '../../local/paths.ts';

const HEX = 20;

/** A tag that says what is in an image: the same content is never pushed twice, and no tag ever changes its meaning. */
export function imageTag(files: readonly string[], more: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of more) hash.update(`${part}\0`);
  for (const path of files.flatMap((file) => below(file)).toSorted()) {
    hash.update(`${relative(repositoryRoot, path)}\0`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, HEX);
}

const below = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => below(join(path, name))) : [path];

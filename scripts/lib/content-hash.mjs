import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** @param {string} dir @returns {string[]} every file below it, in a fixed order */
export function filesBelow(dir) {
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(dir, entry.name)) : [join(dir, entry.name)]));
}

/**
 * Hash of files by path, content and executable bit, so that the same content is the same work.
 * @param {string} base paths are taken relative to it
 * @param {readonly string[]} files
 * @param {readonly string[]} [also] anything else that the result depends on, such as versions
 * @returns {string} sha256 in hex
 */
export function contentHash(base, files, also = []) {
  const hash = createHash('sha256');
  for (const file of files) {
    const executable = statSync(file).mode & 0o100 ? 'x' : '-';
    const content = readFileSync(file);
    hash.update(`${relative(base, file)}\0${executable}${content.length}\0`).update(content);
  }
  for (const part of also) hash.update(`\0${part}`);
  return hash.digest('hex');
}

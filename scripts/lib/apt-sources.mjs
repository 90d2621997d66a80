import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from './stamp.mjs';

/** @typedef {{types: string[], uris: string[], suites: string[], components: string[]}} AptSource */

const words = (text = '') => text.split(/\s+/).filter(Boolean);

/** @param {string} text a classic sources.list @returns {AptSource[]} */
export function parseOneLineSources(text) {
  return text.split('\n').flatMap((raw) => {
    const line = raw.replace(/#.*/, '').replace(/\[[^\]]*\]/, ' ');
    const [type, uri, suite, ...components] = words(line);
    if (!uri || !suite || (type !== 'deb' && type !== 'deb-src')) return [];
    return [{ types: [type], uris: [uri], suites: [suite], components }];
  });
}

/** Joins deb822's continuation lines, drops its comments, and gives one map of fields a stanza. */
function stanzasOf(text) {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  const stanzas = lines
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/);
  return stanzas.map((stanza) => {
    const fields = [...stanza.matchAll(/^([\w-]+):[ \t]*(.*)$/gm)];
    return new Map(fields.map(([, name, value]) => [name.toLowerCase(), value]));
  });
}

/** @param {string} text a deb822 `.sources` file @returns {AptSource[]} disabled stanzas left out */
export function parseDeb822Sources(text) {
  return stanzasOf(text)
    .filter((fields) => fields.has('uris') && !/^(no|false|0)$/i.test(fields.get('enabled') ?? 'yes'))
    .map((fields) => ({
      types: words(fields.get('types')),
      uris: words(fields.get('uris')),
      suites: words(fields.get('suites')),
      components: words(fields.get('components')),
    }));
}

/** Cloud images keep the address in a file of its own: `mirror+file:/etc/apt/mirrors/debian.list`. */
function resolveMirrorFile(uri, readFile) {
  const path = /^mirror\+file:(?:\/\/)?(\/.*)$/.exec(uri)?.[1];
  return path ? (words(readFile(path))[0] ?? uri) : uri;
}

/**
 * The Debian archive among a Debian machine's sources. Vendors name a release and `main` too, but they publish
 * no `-updates` beside it; where the machine uses none either, the address itself has to say "debian".
 * @param {readonly AptSource[]} sources
 * @param {(path: string) => string} [readFile]
 * @returns {string | undefined}
 */
export function debianMirror(sources, readFile = readIfThere) {
  const binary = sources.filter(({ types, components }) => types.includes('deb') && components.includes('main'));
  const urisWith = (pattern) =>
    binary
      .filter(({ suites }) => suites.some((suite) => pattern.test(suite)))
      .flatMap(({ uris }) => uris)
      .map((uri) => resolveMirrorFile(uri, readFile).replace(/\/$/, ''))
      .filter((uri) => /^https?:/.test(uri));
  const releases = urisWith(/^[a-z]+$/);
  const updates = urisWith(/^[a-z]+-updates$/);
  return releases.find((uri) => updates.includes(uri)) ?? releases.find((uri) => uri.endsWith('/debian'));
}

/** @param {string} [aptDir] @returns {AptSource[]} all that apt on this machine is told to use */
export function readAptSources(aptDir = '/etc/apt') {
  const parts = join(aptDir, 'sources.list.d');
  const files = existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : [];
  const read = (path) => readFileSync(path, 'utf8');
  return [
    ...parseOneLineSources(readIfThere(join(aptDir, 'sources.list'))),
    ...files.filter((path) => path.endsWith('.list')).flatMap((path) => parseOneLineSources(read(path))),
    ...files.filter((path) => path.endsWith('.sources')).flatMap((path) => parseDeb822Sources(read(path))),
  ];
}

import { expect, test } from 'vitest';
import { debianMirror, parseDeb822Sources, parseOneLineSources } from './apt-sources.mjs';

const debian822 = `# comment
Types: deb
# http://snapshot.debian.org/archive/debian/20250520T000000Z
URIs: http://deb.example.org/debian/
Suites: bookworm bookworm-updates
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 URIs: http://inside.a.key/debian

Types: deb
URIs: http://deb.example.org/debian-security
Suites: bookworm-security
Components: main
`;

const mirrorOf = (text: string, parse = parseDeb822Sources) => debianMirror(parse(text));

test('a deb822 file: comments, continuation lines and the security archive aside', () => {
  expect(parseDeb822Sources(debian822)[0]).toEqual({
    types: ['deb'],
    uris: ['http://deb.example.org/debian/'],
    suites: ['bookworm', 'bookworm-updates'],
    components: ['main'],
  });
  expect(mirrorOf(debian822)).toBe('http://deb.example.org/debian');
});

test('a classic file: options, comments and sources aside', () => {
  const text = `# deb http://commented.out/debian trixie main
deb-src http://sources.example.org/debian bookworm main
deb [arch=amd64 signed-by=/k.gpg] https://mirror.example.org/debian bookworm main contrib # why
deb http://security.example.org/debian-security bookworm-security main`;
  expect(mirrorOf(text, parseOneLineSources)).toBe('https://mirror.example.org/debian');
});

test.each([
  {
    name: 'a disabled stanza',
    text: 'Enabled: no\nTypes: deb\nURIs: http://a/debian\nSuites: trixie\nComponents: main',
  },
  { name: 'a vendor', text: 'Types: deb\nURIs: https://deb.nodesource.com/n\nSuites: nodistro\nComponents: main' },
  {
    name: 'a vendor with a suite of its own',
    text: 'Types: deb\nURIs: http://v/apt\nSuites: cloud-sdk-bookworm\nComponents: main',
  },
  { name: "Docker's archive", text: 'Types: deb\nURIs: http://d/linux/debian\nSuites: bookworm\nComponents: stable' },
  {
    name: "a vendor under the release's name",
    text: 'Types: deb\nURIs: https://apt.vendor.example\nSuites: bookworm\nComponents: main',
  },
  { name: 'a disc', text: 'Types: deb\nURIs: cdrom:[Debian]/\nSuites: bookworm\nComponents: main' },
  { name: 'an empty file', text: '' },
])('$name is no Debian mirror', ({ text }) => expect(mirrorOf(text)).toBeUndefined());

test('a mirror under any address is known by its updates, also after a vendor', () => {
  const text = `deb https://pkgs.vendor.example/stable/debian bookworm main
deb http://cache.internal/apt-cache bookworm main
deb http://cache.internal/apt-cache bookworm-updates main`;
  expect(mirrorOf(text, parseOneLineSources)).toBe('http://cache.internal/apt-cache');
});

test('a cloud image names its mirror in a file of its own', () => {
  const sources = parseDeb822Sources(
    'Types: deb deb-src\nURIs: mirror+file:///etc/apt/mirrors/debian.list\nSuites: trixie\nComponents: main',
  );
  const files: Record<string, string> = { '/etc/apt/mirrors/debian.list': 'https://cloud.example.org/debian\n' };
  expect(debianMirror(sources, (path) => files[path] ?? '')).toBe('https://cloud.example.org/debian');
  expect(debianMirror(sources, () => '')).toBeUndefined();
});

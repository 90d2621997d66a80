import { expect, test } from 'vitest';
import { isInstalled } from './packages.mjs';

const lock = (packages: Record<string, object>) => JSON.stringify({ packages });

const wanted = lock({
  '': { name: 'ares' },
  'packages/core': { version: '0.1.0' },
  'node_modules/@ares/core': { resolved: 'packages/core', link: true },
  'node_modules/pg': { version: '8.0.0' },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
});

test.each([
  { name: 'the same versions', installed: { 'node_modules/pg': { version: '8.0.0' } }, want: true },
  { name: 'an older version', installed: { 'node_modules/pg': { version: '7.0.0' } }, want: false },
  { name: 'a missing package', installed: {}, want: false },
  {
    name: 'an optional package of another version',
    installed: { 'node_modules/pg': { version: '8.0.0' }, 'node_modules/other-platform': { version: '0.9.0' } },
    want: false,
  },
])('$name: $want', ({ installed, want }) => expect(isInstalled(wanted, lock(installed))).toBe(want));

test('no record of npm is no installation', () => expect(isInstalled(wanted, '')).toBe(false));

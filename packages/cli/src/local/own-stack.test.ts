import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foreignHome } from './own-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'ares-stack-'));
const theirs = join(folder, 'compose.env');
writeFileSync(theirs, '');
afterAll(() => rmSync(folder, { recursive: true }));
const own = '/somewhere/.ares/compose.env';

test.each([
  { name: 'nothing runs', listed: '', want: undefined },
  { name: 'it is our own', listed: `${own}\n${own}\n`, want: undefined },
  { name: 'an old Compose does not say whose it is', listed: '\n\n', want: undefined },
  { name: 'whoever started it is gone', listed: '/no/such/.ares/compose.env\n', want: undefined },
  { name: 'another ARES_HOME started it', listed: `${own}\n${theirs}\n`, want: folder },
])('$name', ({ listed, want }) => expect(foreignHome(listed, own)).toBe(want));

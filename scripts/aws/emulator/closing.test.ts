import { expect, test } from 'vitest';
import { closing } from './closing.ts';

test('what was started last ends first, and one that fails keeps no other from ending', async () => {
  const ended: string[] = [];
  const warnings: string[] = [];
  const open = closing((line) => void warnings.push(line));
  open.add('emulator', () => ended.push('emulator'));
  open.add('host', () => {
    throw new Error('gone');
  });
  open.add('bridge', async () => ended.push('bridge'));
  await Promise.all([open.all(), open.all()]);
  expect(ended).toEqual(['bridge', 'emulator']);
  expect(warnings).toEqual(['host did not end: gone']);
});

import { readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SetupError, describe as told } from './setup-error.mjs';

const caught = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test('a full disk is told with its remedy', () =>
  expect(told(caught(() => writeFileSync('/dev/full', 'x')))).toMatch(
    /^error: ENOSPC: no space left on device.*\n {2}what to do: free some space/,
  ));

test('a folder that cannot be used is told with its path', () =>
  expect(told(caught(() => readdirSync('/dev/null/below')))).toMatch(/\/dev\/null\/below.*\n {2}what to do: .*owner/));

test('what can be put right says how, and what nobody foresaw says what it is', () => {
  expect(told(new SetupError('no Docker', 'install it'))).toBe('error: no Docker\n  what to do: install it');
  expect(told(new TypeError('x is undefined'))).toBe('error: x is undefined');
});

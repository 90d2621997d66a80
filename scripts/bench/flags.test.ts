import { expect, test } from 'vitest';
import { type Flags, readFlags } from './flags.ts';

const flags: Flags = {
  data: { about: 'a folder', value: 'DIR', required: true },
  ablate: { about: 'every variant' },
};

test('flags are read by name, a switch as the empty string, one not given not at all', () => {
  expect(readFlags(['--data', 'x', '--json'], flags)).toEqual({ data: 'x', json: '' });
  expect(readFlags(['--ablate', '--data=x'], flags)).toEqual({ data: 'x', ablate: '' });
  expect(readFlags([], {})).toEqual({});
});

test.each([
  { args: ['--data', 'x', '--date', 'y'], said: /'--date'/ },
  { args: ['--data', 'x', 'y'], said: /'y'/ },
  { args: ['--data'], said: /--data/ },
  { args: ['--data', 'x', '--ablate=much'], said: /--ablate/ },
  { args: ['--json'], said: /^--data DIR is missing\n/ },
])('$args is refused with all the flags there are', ({ args, said }) => {
  expect(() => readFlags(args, flags)).toThrow(said);
  expect(() => readFlags(args, flags)).toThrow(
    /\nthis benchmark takes\n {2}--data DIR {2}a folder\n {2}--ablate {4}every variant\n {2}--json {6}print figures as JSON$/,
  );
});

import { expect, test } from 'vitest';
import { inUnit } from './in-unit.ts';

test.each([
  { value: 0.4567, unit: 'ratio', want: '45.7 %' },
  { value: 0.1234, unit: 's', want: '123 ms' },
  { value: 1.5, unit: 's', want: '1.5 s' },
  { value: 12.345, unit: '/s', want: '12.3 /s' },
] as const)('$value reads $want', ({ value, unit, want }) => expect(inUnit(value, unit)).toBe(want));

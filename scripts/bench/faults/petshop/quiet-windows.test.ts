import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tinyData } from '../testing/tiny-data.ts';
import { columnOf, loadPetshop } from './load-petshop.ts';
import { quietWindows } from './quiet-windows.ts';

test('windows of five rows follow what is known of the past, each for both objectives', () => {
  const cases = loadPetshop(join(tinyData(), 'petshop'));
  const windows = quietWindows(cases);
  expect(windows.map(({ past }) => past.normal.rows)).toEqual(
    [288, 289, 290, 291, 292, 293, 294, 295].flatMap((rows) => [rows, rows]),
  );
  expect(windows.slice(0, 2).map(({ target }) => target.metric)).toEqual(['latency', 'availability']);
  const [first] = windows;
  const all = cases[0]?.scenario.normal;
  expect(first && columnOf(first.recent, 'db', 'latency')).toEqual(
    all && columnOf(all, 'db', 'latency').slice(288, 293),
  );
});

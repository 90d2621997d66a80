import { expect, test } from 'vitest';
import { figuresOf } from './figures.ts';
import { scored } from './testing/made-up.ts';

test('categories stand beside the whole; scores at the optimum beside those at the threshold', () => {
  const found = scored({ 40: 0.4, 70: 0.4 }, 'one/a.csv');
  const silent = scored({ 20: 0.9 }, 'other/b.csv');
  expect(figuresOf([found, silent], 0.3)).toMatchObject({
    'one.standard': 100,
    'other.windowsFound': 0,
    'other.falseEpisodes': 1,
    windows: 4,
    windowsFound: 2,
    falseEpisodesPer1000Rows: 1_000 / 170,
    'optimum.standard.threshold': 0.4,
    'artificialNoAnomaly.falseEpisodes': 0,
  });
});

test('a category without a window has no score, but its false alarms', () => {
  const { geometry, ...series } = scored({ 50: 1 }, 'artificialNoAnomaly/c.csv');
  const quiet = { ...series, geometry: { ...geometry, live: [false, false] } };
  const figures = figuresOf([quiet], 0.5);
  expect(figures).toMatchObject({ 'artificialNoAnomaly.windows': 0, 'artificialNoAnomaly.falseEpisodes': 1 });
  expect(figures).not.toHaveProperty('artificialNoAnomaly.standard');
});

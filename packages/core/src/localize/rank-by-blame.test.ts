import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Blame, blameTuning, rankByBlame } from './rank-by-blame.ts';
import type { SymptomSeries } from './trouble-span.ts';

const normal = Array.from({ length: 300 }, (_, i) => 0.1 + 0.001 * (i % 7));
const series = (recent: readonly number[], requests = 100): SymptomSeries => ({
  normal,
  recent,
  requests: recent.map(() => requests),
});
const well = series([0.1, 0.101, 0.102, 0.1, 0.101]);
const slow = series([0.1, 0.101, 0.5, 0.52, 0.51]);
const ask = (calls: Readonly<Record<string, readonly string[]>>, all: Readonly<Record<string, SymptomSeries>>) =>
  rankByBlame({
    target: 'web',
    calls: new Map(Object.entries(calls)),
    unit: 's',
    series: new Map(Object.entries(all)),
  });
const rootOf = (found: Blame) => (found.kind === 'roots' ? found.roots[0]?.service : found.kind);
const shop = { web: ['cart', 'ads'], cart: ['db'] };

test.each([
  { name: 'the deepest change is the root', sick: { web: slow, cart: slow, db: slow }, want: 'db' },
  { name: 'a callee that is well explains nothing', sick: { web: slow, cart: slow }, want: 'cart' },
  { name: 'a change beside the path explains nothing', sick: { web: slow, db: slow }, want: 'web' },
  { name: 'no change, no name', sick: {}, want: 'none' },
  { name: 'a callee of few calls explains little', sick: { web: slow, ads: series(slow.recent, 10) }, want: 'web' },
  { name: 'calls that nobody counted count', sick: { web: slow, cart: series(slow.recent, Number.NaN) }, want: 'cart' },
])('$name', ({ sick, want }) =>
  expect(rootOf(ask(shop, { web: well, cart: well, db: well, ads: well, ...sick }))).toBe(want),
);

test('a callee without a series explains nothing', () => expect(rootOf(ask(shop, { web: slow }))).toBe('web'));

test('cycles end, and all of the blame is handed out once', () => {
  const found = ask({ web: ['cart'], cart: ['web', 'db'], db: ['cart'] }, { web: slow, cart: slow, db: slow });
  const total = found.kind === 'roots' ? found.roots.reduce((sum, { blame }) => sum + blame, 0) : Number.NaN;
  expect(total).toBeCloseTo(1);
});

test('trouble that has ended before the last row is still seen', () => {
  const ended = series([0.1, 0.5, 0.52, 0.1, 0.1]);
  expect(rootOf(ask({ web: ['cart'] }, { web: ended, cart: ended }))).toBe('cart');
});

test('an alarm that comes late changes nothing: the whole of the recent rows may be trouble', () =>
  expect(rootOf(ask({ web: ['cart'] }, { web: series(Array(6).fill(0.5)), cart: series(Array(6).fill(0.5)) }))).toBe(
    'cart',
  ));

test('the reason says how much stays, with both values and the unit', () =>
  expect(ask(shop, { web: slow, cart: slow })).toMatchObject({
    roots: [
      {
        service: 'cart',
        words: expect.stringMatching(/^100 % of the trouble of web stays here: from 103 ms to 500 ms/),
      },
    ],
  }));

test('a target that must have changed by itself is not named for less', () => {
  const bit = series([0.1, 0.1, 0.104, 0.104, 0.104]);
  const tuning = { ...blameTuning, targetChanged: 4 };
  const input = { target: 'web', calls: new Map(), unit: 's', series: new Map([['web', bit]]) } as const;
  expect(rankByBlame(input, tuning)).toMatchObject({ reason: 'web itself did not change' });
  expect(rankByBlame(input)).toMatchObject({ reason: 'nothing that web calls changed, and it did little itself' });
});

test.each([
  { name: 'gaps', target: series(Array(5).fill(Number.NaN)) },
  { name: 'a history of three rows', target: { ...slow, normal: [0.1, 0.1, 0.1] } },
])('$name say nothing', ({ target }) =>
  expect(ask(shop, { web: target })).toEqual({ kind: 'none', reason: 'web has too few samples' }),
);

const names = ['web', 'cart', 'db', 'ads'];
const anyCalls = fc.array(fc.tuple(fc.constantFrom(...names), fc.subarray(names)), { maxLength: 4 });
const anySeries = fc.dictionary(
  fc.constantFrom(...names),
  fc.record({
    normal: fc.array(fc.double({ min: 0, max: 1 }), { minLength: 8, maxLength: 12 }),
    recent: fc.array(fc.double({ min: 0, max: 5 }), { minLength: 5, maxLength: 5 }),
    requests: fc.array(fc.double({ min: 0, max: 100 }), { minLength: 5, maxLength: 5 }),
  }),
);

test('the order in which services and calls come changes nothing, and no NaN comes out', () =>
  fc.assert(
    fc.property(anyCalls, anySeries, (calls, all) => {
      const input = { target: 'web', calls: new Map(calls), unit: 's', series: new Map(Object.entries(all)) } as const;
      const turned = new Map([...input.calls].reverse().map(([from, to]) => [from, to.toReversed()]));
      const found = rankByBlame(input);
      const series = new Map([...input.series].reverse());
      expect(rankByBlame({ ...input, calls: turned, series })).toEqual(found);
      if (found.kind === 'roots') expect(found.roots.every(({ blame }) => blame > 0 && blame <= 1)).toBe(true);
    }),
  ));

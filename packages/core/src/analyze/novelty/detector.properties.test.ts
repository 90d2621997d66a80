import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newDetector } from './detector.ts';
import { reasonsOf } from './reasons.ts';
import { settingsOf } from './settings.ts';
import { detectorToBytes } from './snapshot.ts';
import { alarmsIn, feed, quiet, type Sample, STEP_MS, series } from './testing/made-up.ts';

const settings = settingsOf({ stepMs: STEP_MS });
const eager = settingsOf({ stepMs: STEP_MS, warmUpRows: 0 });

const anyValue = fc.oneof(
  fc.double(),
  fc.double({ min: -100, max: 100 }),
  fc.constantFrom(0, -0, 1e300, -1e300, 3.5e38, 1e-300, Number.MIN_VALUE),
);
const anySample: fc.Arbitrary<Sample> = fc.tuple(
  anyValue,
  fc.oneof(
    fc.integer({ min: 0, max: 200 }).map((row) => (row + 60) * STEP_MS),
    fc.constantFrom(Number.NaN, Infinity, -Infinity),
  ),
);

test('whatever comes, no number out is NaN or infinite, and the risk is from 0 to 1', () =>
  fc.assert(
    fc.property(fc.array(anySample, { maxLength: 300 }), (samples) => {
      const detector = newDetector(eager);
      feed(detector, series(60));
      for (const one of feed(detector, samples)) {
        if (one === undefined) continue;
        expect(one.risk >= 0 && one.risk <= 1 && Number.isFinite(one.surprise)).toBe(true);
        const numbers = reasonsOf(one, detector).flatMap((reason) => [
          reason.value,
          reason.expectedLow,
          reason.expectedHigh,
          reason.weight,
        ]);
        expect(numbers.every(Number.isFinite)).toBe(true);
      }
    }),
  ));

test('duplicates, late samples and values that are none change nothing', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(199), { maxLength: 20 }), fc.nat(40), (rows, lateSteps) => {
      const clean = series(200);
      const dirty = clean.flatMap((sample, row): readonly Sample[] => {
        const late: Sample = [999, sample[1] - lateSteps * STEP_MS - 1];
        return rows.includes(row) ? [sample, sample, late, [Number.NaN, sample[1] + 1], [Infinity, NaN]] : [sample];
      });
      const [one, other] = [newDetector(settings), newDetector(settings)];
      feed(one, clean);
      feed(other, dirty);
      expect(detectorToBytes(other)).toEqual(detectorToBytes(one));
    }),
    { numRuns: 30 },
  ));

test('a constant series is quiet, whatever the constant', () =>
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const seen = feed(
        newDetector(eager),
        series(120, () => value),
      );
      expect(seen.every((one) => one?.risk === 0)).toBe(true);
    }),
  ));

const risks = (change: (value: number) => number) =>
  feed(
    newDetector(settings),
    series(900, (row) => change(quiet(row) + (row === 800 ? 25 : 0))),
  ).map((one) => one?.risk ?? Number.NaN);
const plain = risks((value) => value);

test('a power of two as factor changes no bit of the risk: the unit of a metric does not matter', () =>
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 60 }), (power) => {
      expect(risks((value) => value * 2 ** power)).toEqual(plain);
    }),
    { numRuns: 10 },
  ));

/** The effect floor is a share of the level; without it only rounding is left. */
test('a shift of the level changes the risk by rounding alone, but for the effect floor', () =>
  fc.assert(
    fc.property(fc.integer({ min: -1_000, max: 1_000 }), (shift) => {
      const floorless = settingsOf({ stepMs: STEP_MS, effectShareMin: 0 });
      const shifted = (by: number) =>
        feed(
          newDetector(floorless),
          series(900, (row) => by + quiet(row) + (row === 800 ? 25 : 0)),
        );
      const [low, high] = [shifted(0), shifted(shift)];
      expect(alarmsIn(high)).toEqual(alarmsIn(low));
      high.forEach((one, row) => void expect(one?.surprise).toBeCloseTo(low[row]?.surprise ?? Number.NaN, 1));
    }),
    { numRuns: 10 },
  ));

test('what is held does not grow', () => {
  const bytesAfter = (rows: number) => {
    const detector = newDetector(settings);
    feed(detector, series(rows));
    return detectorToBytes(detector).byteLength;
  };
  expect(bytesAfter(5_000)).toBe(bytesAfter(0));
});

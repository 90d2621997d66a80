import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newDetector } from './detector.ts';
import { settingsOf } from './settings.ts';
import { detectorFromBytes, detectorToBytes } from './snapshot.ts';
import { feed, quiet, STEP_MS, series } from './testing/made-up.ts';

const settings = settingsOf({ stepMs: STEP_MS, warmUpRows: 100 });

test('a restored detector goes on as if nothing had been, wherever it was cut', () => {
  const samples = series(1_500, (row) => quiet(row) + (row === 1_400 ? 40 : 0));
  fc.assert(
    fc.property(fc.nat(1_499), (cut) => {
      const whole = newDetector(settings);
      feed(whole, samples.slice(0, cut));
      const restored = detectorFromBytes(detectorToBytes(whole), settings);
      expect(restored && feed(restored, samples.slice(cut))).toEqual(feed(whole, samples.slice(cut)));
    }),
    { numRuns: 10 },
  );
});

test('eight metrics fit into 256 KB at steps of a minute and more', () => {
  for (const stepMs of [60_000, STEP_MS, 900_000, 3_600_000]) {
    expect(detectorToBytes(newDetector(settingsOf({ stepMs }))).byteLength * 8).toBeLessThanOrEqual(256 * 1024);
  }
});

const bytes = detectorToBytes(newDetector(settings));
const changed = (at: number): Uint8Array => bytes.with(at, (bytes[at] ?? 0) ^ 1);

test.each([
  { name: 'a flipped bit', read: () => detectorFromBytes(changed(100), settings) },
  { name: 'another version', read: () => detectorFromBytes(changed(0), settings) },
  { name: 'too few bytes', read: () => detectorFromBytes(bytes.subarray(1), settings) },
  { name: 'no bytes', read: () => detectorFromBytes(new Uint8Array(), settings) },
  { name: 'other settings', read: () => detectorFromBytes(bytes, settingsOf({ stepMs: 60_000 })) },
])('$name is refused', ({ read }) => expect(read()).toBeUndefined());

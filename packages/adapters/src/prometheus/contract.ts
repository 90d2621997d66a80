import { AresError, type FeatureSample, type MetricReader } from '@ares/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

export interface MetricReaderStage {
  readonly reader: MetricReader;
  /** What is measured from now on. */
  measure(samples: readonly FeatureSample[]): void;
  /** No answer any more. */
  silence(): void;
  close(): Promise<void>;
}

const TIMEOUT_MS = 500;
const here = { hostId: 'here' };
const AT = 1_800_000_000_000;

export const aSample = (over: Partial<FeatureSample> = {}): FeatureSample => ({
  service: 'cart',
  project: 'shop',
  containerName: 'shop-cart-1',
  feature: 'cpuLimitRatio',
  value: 0.5,
  atMs: AT,
  ...over,
});

/** What the loop takes for granted of a MetricReader. */
export function metricReaderContract(name: string, setUp: () => Promise<MetricReaderStage>): void {
  describe(`MetricReader: ${name}`, () => {
    let stage: MetricReaderStage;
    beforeEach(async () => {
      stage = await setUp();
    });
    afterEach(() => stage.close());

    test('reads every feature, each with the time that it rests on', async () => {
      const samples = [
        aSample(),
        aSample({ feature: 'memoryLimitRatio', value: 0.25 }),
        aSample({ feature: 'memoryExhaustionSeconds', value: 1_800 }),
        aSample({ feature: 'latencySecondsP95', value: 0.14, atMs: AT - 5_000 }),
        aSample({ feature: 'errorRatio1m', value: 0, atMs: AT - 5_000 }),
        aSample({ feature: 'errorRatio5m', value: 1, atMs: AT - 5_000 }),
        aSample({ feature: 'errorRatio30m', value: 0.3, atMs: AT - 5_000 }),
        aSample({ feature: 'errorRatio1h', value: 0.2, atMs: AT - 5_000 }),
        aSample({ feature: 'errorRatio6h', value: 0.1, atMs: AT - 5_000 }),
        aSample({ feature: 'requestsPerSecond', value: 12.5, atMs: AT - 5_000 }),
        aSample({ service: 'user', project: '', containerName: 'user' }),
      ];
      stage.measure(samples);
      expect(await stage.reader.read(here, TIMEOUT_MS)).toEqual({ samples, quarantined: 0, dropped: 0 });
    });

    test('nothing measured is nothing read, not a failure', async () => {
      stage.measure([]);
      expect(await stage.reader.read(here, TIMEOUT_MS)).toEqual({ samples: [], quarantined: 0, dropped: 0 });
    });

    test('no answer is METRICS_UNAVAILABLE', async () => {
      stage.silence();
      const failure = await stage.reader.read(here, TIMEOUT_MS).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(AresError);
      expect(failure).toMatchObject({ code: 'METRICS_UNAVAILABLE', message: expect.stringContaining('here') });
    });
  });
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inBatches } from './batches.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

async function batchesOf(hosts: number, proves: (host: number) => boolean, failsAt?: number) {
  const batches: (readonly number[])[] = [];
  const ends = await inBatches(numbers(hosts), async (batch) => {
    batches.push(batch);
    return { ends: batch, proven: batch.some(proves), failed: failsAt !== undefined && batch.includes(failsAt) };
  });
  return { batches, ends };
}

test('every host is in exactly one batch, the first alone, and none is larger than a tenth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(700), fc.nat(5), async (hosts, provenBy) => {
      const { batches, ends } = await batchesOf(hosts, (host) => host >= provenBy);
      expect(batches.flat()).toEqual(numbers(hosts));
      expect(ends).toEqual(numbers(hosts));
      for (const batch of batches) {
        const proven = (batch[0] ?? 0) > provenBy;
        expect(batch.length).toBeLessThanOrEqual(proven ? Math.min(50, Math.max(1, hosts / 10)) : 1);
      }
    }),
  );
});

test('nothing follows a batch that failed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(299), async (hosts, at) => {
      const failsAt = at % hosts;
      const { batches } = await batchesOf(hosts, () => true, failsAt);
      expect(batches.at(-1)).toContain(failsAt);
    }),
  );
});

test('twenty hosts are one, then two at a time', async () => {
  const { batches } = await batchesOf(20, () => true);
  expect(batches.map(({ length }) => length)).toEqual([1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1]);
});

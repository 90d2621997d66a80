import { expect, test } from 'vitest';
import { workerPool } from './worker-pool.ts';

const gate = () => Promise.withResolvers<string>();

test('runs as many at once as it has workers, and the rest in order', async () => {
  const pool = workerPool(2);
  const gates = [gate(), gate(), gate(), gate()];
  const begun: number[] = [];
  const runs = gates.map(({ promise }, i) =>
    pool.run(() => {
      begun.push(i);
      return promise;
    }, 60_000),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  gates[1]?.resolve('second');
  expect(await runs[1]).toBe('second');
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  for (const { resolve } of gates) resolve('end');
  expect(await Promise.all(runs)).toEqual(['end', 'second', 'end', 'end']);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('a task that waited too long is never begun, and takes no place', async () => {
  const pool = workerPool(1);
  const blocker = gate();
  const first = pool.run(() => blocker.promise, 60_000);
  const late = await pool.run(() => Promise.reject(new Error('begun')), 1);
  expect(late).toBeUndefined();
  blocker.resolve('done');
  expect(await first).toBe('done');
  expect(await pool.run(async () => 'next', 60_000)).toBe('next');
});

test('a task that fails gives its place back', async () => {
  const pool = workerPool(1);
  await expect(pool.run(() => Promise.reject(new Error('broken')), 60_000)).rejects.toThrow('broken');
  expect(await pool.run(async () => 'next', 60_000)).toBe('next');
});

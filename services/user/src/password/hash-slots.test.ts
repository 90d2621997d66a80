import { expect, test } from 'vitest';
import { HashSlots } from './hash-slots.ts';

test('never more at once than there are slots, in the order they came, and all get their turn', async () => {
  const slots = new HashSlots(2);
  const order: number[] = [];
  let running = 0;
  let runningMax = 0;
  const work = (n: number) => async () => {
    order.push(n);
    running += 1;
    runningMax = Math.max(runningMax, running);
    await Promise.resolve();
    running -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, (_, n) => slots.run(work(n))));
  expect(runningMax).toBe(2);
  expect(order).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

test('a failed one gives its slot back', async () => {
  const slots = new HashSlots(1);
  await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await slots.run(async () => 'yes')).toBe('yes');
});

test('when too many wait, more are turned away', async () => {
  const slots = new HashSlots(1);
  const gate = Promise.withResolvers<void>();
  const admitted = Array.from({ length: 65 }, () => slots.run(() => gate.promise));
  await expect(slots.run(async () => {})).rejects.toMatchObject({ status: 503, code: 'busy' });
  gate.resolve();
  await Promise.all(admitted);
});

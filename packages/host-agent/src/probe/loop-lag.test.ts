import { afterEach, expect, test } from 'vitest';
import { type LoopLag, startLoopLag } from './loop-lag.ts';

let lag: LoopLag;
afterEach(() => lag.stop());

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const block = (ms: number): void => {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
};

test('a loop that stood still is told while it is so, and for the time that it was so', async () => {
  lag = startLoopLag();
  await sleep(150);
  const beforeMs = performance.now();
  block(700);
  expect(lag.maxMsSince(beforeMs)).toBeGreaterThan(500);
  await sleep(250);
  expect(lag.maxMsSince(beforeMs)).toBeGreaterThan(500);
  const afterMs = performance.now();
  await sleep(120);
  expect(lag.maxMsSince(afterMs)).toBeLessThan(lag.maxMsSince(beforeMs));
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Wake } from '../wake/wake-bus.ts';
import { type EventPublisher, eventPublisher, type WakeSender } from './event-publisher.ts';

let calls: string[][];
let warned: Record<string, unknown>[];
let answer: WakeSender;
let publisher: EventPublisher;
const wake = (containerName: string, reason = 'die'): Wake => ({ containerName, reason, atMs: 1 });
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  warned = [];
  answer = async () => [];
  publisher = eventPublisher(
    (wakes) => {
      calls.push(wakes.map(({ containerName, reason }) => `${reason} ${containerName}`));
      return answer(wakes);
    },
    { info() {}, warn: (event, fields) => warned.push({ event, ...fields }) },
  );
});
afterEach(() => {
  publisher.stop();
  vi.useRealTimers();
});

test('the first goes out at once, the next a second later with the newest word on each container', async () => {
  publisher.publish(wake('cart'));
  expect(calls).toEqual([['die cart']]);
  for (const reason of ['die', 'stop', 'start']) publisher.publish(wake('cart', reason));
  publisher.publish(wake('user'));
  await later(999);
  expect(calls).toHaveLength(1);
  await later(1);
  expect(calls).toEqual([['die cart'], ['start cart', 'die user']]);
  await later(5_000);
  expect(calls).toHaveLength(2);
  expect(publisher.figures()).toEqual({ sent: 3, failed: 0 });
});

test('ten entries a call', async () => {
  publisher.publish(wake('first'));
  for (let i = 0; i < 25; i += 1) publisher.publish(wake(`c${i}`));
  await later(1_000);
  expect(calls.map(({ length }) => length)).toEqual([1, 10, 10, 5]);
});

test('row 20: a bus that refuses or throws is counted, told once a minute, and never thrown at the agent', async () => {
  answer = async () => Promise.reject(new Error('ThrottlingException'));
  publisher.publish(wake('cart'));
  await later(1_000);
  answer = async (wakes) => wakes.slice(1).map(() => 'InternalFailure: later');
  for (const name of ['a', 'b', 'c']) publisher.publish(wake(name));
  await later(1_000);
  expect(publisher.figures()).toEqual({ sent: 2, failed: 1 + 1 });
  expect(warned).toEqual([{ event: 'events.unsent', count: 1, reason: 'Error: ThrottlingException' }]);
  answer = async () => ['InternalFailure: later'];
  await later(60_000);
  publisher.publish(wake('cart'));
  await later(0);
  expect(warned.at(-1)).toEqual({ event: 'events.unsent', count: 2, reason: 'InternalFailure: later' });
});

test('while a call hangs what waits is bounded, and the agent is told at once how many were too many', async () => {
  answer = () => new Promise(() => {});
  for (let i = 0; i < 10_000; i += 1) publisher.publish(wake(`c${i}`));
  expect(calls).toHaveLength(1);
  expect(publisher.figures()).toEqual({ sent: 0, failed: 10_000 - 1 - 500 });
});

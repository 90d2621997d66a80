import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Wake, type WakeBus, wakeBus } from './wake-bus.ts';

let bus: WakeBus;
let heard: string[];
const wake = (reason: string): Wake => ({ reason, containerName: 'web', atMs: 1 });

beforeEach(() => {
  vi.useFakeTimers();
  bus = wakeBus();
  heard = [];
  bus.subscribe(({ reason }) => heard.push(reason));
});
afterEach(() => {
  bus.stop();
  vi.useRealTimers();
});

test('the first wake goes out at once', () => {
  bus.wake(wake('die'));
  expect(heard).toEqual(['die']);
});

test('what comes within 50 ms goes out as one', () => {
  for (const reason of ['die', 'stop', 'destroy']) bus.wake(wake(reason));
  expect(heard).toEqual(['die']);
  vi.advanceTimersByTime(50);
  expect(heard).toEqual(['die', 'destroy']);
  vi.advanceTimersByTime(500);
  expect(heard).toEqual(['die', 'destroy']);
  bus.wake(wake('start'));
  expect(heard).toEqual(['die', 'destroy', 'start']);
});

test('however many come, no more than one goes out in 50 ms, and the last is not lost', () => {
  for (let i = 0; i < 100; i += 1) {
    bus.wake(wake(String(i)));
    vi.advanceTimersByTime(5);
  }
  vi.advanceTimersByTime(100);
  expect(heard.length).toBeLessThanOrEqual(12);
  expect(heard.at(-1)).toBe('99');
});

test('who has left hears no more', () => {
  const other: string[] = [];
  const leave = bus.subscribe(({ reason }) => other.push(reason));
  leave();
  bus.wake(wake('die'));
  expect([heard, other]).toEqual([['die'], []]);
});

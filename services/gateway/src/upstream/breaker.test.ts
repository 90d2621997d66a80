import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Breaker, defaultBreaker, type Outcome } from './breaker.ts';

function call(breaker: Breaker, outcome: Outcome, nowMs: number): void {
  breaker.settle(outcome, nowMs, breaker.begin());
}

function opened(nowMs = 0): Breaker {
  const breaker = new Breaker();
  for (let i = 0; i < defaultBreaker.failuresToOpen; i += 1) call(breaker, 'failed', nowMs);
  return breaker;
}

describe('breaker', () => {
  test('stays closed while failures are not in a row', () => {
    const breaker = new Breaker();
    for (let i = 0; i < 15; i += 1) call(breaker, i % 3 === 0 ? 'failed' : 'ok', i);
    expect(breaker.isClosed).toBe(true);
  });

  test('opens after failures in a row', () => {
    expect(opened().isClosed).toBe(false);
    expect(opened().admits(defaultBreaker.openMs - 1)).toBe(false);
  });

  test('opens at a high share of failures that are never three in a row', () => {
    const breaker = new Breaker();
    for (let i = 0; i < defaultBreaker.minCalls; i += 1) call(breaker, i % 2 === 0 ? 'ok' : 'failed', i);
    expect(breaker.isClosed).toBe(false);
  });

  test('forgets failures of an older window', () => {
    const breaker = new Breaker();
    for (let i = 0; i < defaultBreaker.minCalls - 1; i += 1) call(breaker, i % 2 === 0 ? 'ok' : 'failed', 0);
    call(breaker, 'failed', defaultBreaker.windowMs);
    expect(breaker.isClosed).toBe(true);
  });

  test('half open lets one probe through and closes on its success', () => {
    const breaker = opened();
    expect(breaker.admits(defaultBreaker.openMs)).toBe(true);
    const probe = breaker.begin();
    expect(breaker.admits(defaultBreaker.openMs)).toBe(false);
    breaker.settle('ok', defaultBreaker.openMs, probe);
    expect(breaker.isClosed).toBe(true);
  });

  test('a failed probe doubles the open time up to its limit', () => {
    const breaker = opened();
    const waits: number[] = [];
    let nowMs = 0;
    for (let i = 0; i < 4; i += 1) {
      const fromMs = nowMs;
      while (!breaker.admits(nowMs)) nowMs += 1;
      waits.push(nowMs - fromMs);
      call(breaker, 'failed', nowMs);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 2_000]);
  });

  test('an abandoned probe makes room for the next one', () => {
    const breaker = opened();
    call(breaker, 'abandoned', defaultBreaker.openMs);
    expect(breaker.admits(defaultBreaker.openMs)).toBe(true);
    expect(breaker.isClosed).toBe(false);
  });

  test('answers of calls that began before it opened do not close it', () => {
    const breaker = new Breaker();
    const early = breaker.begin();
    for (let i = 0; i < 3; i += 1) call(breaker, 'failed', 0);
    breaker.settle('ok', 1, early);
    expect(breaker.isClosed).toBe(false);
  });

  test('whatever happened, a replica is asked again within the longest open time', () => {
    const step = fc.record({ outcome: fc.constantFrom<Outcome>('ok', 'failed', 'abandoned'), waitMs: fc.nat(3_000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const breaker = new Breaker();
        let nowMs = 0;
        for (const { outcome, waitMs } of steps) {
          nowMs += waitMs;
          if (breaker.admits(nowMs)) call(breaker, outcome, nowMs);
        }
        expect(breaker.admits(nowMs + defaultBreaker.openMsMax)).toBe(true);
      }),
    );
  });
});

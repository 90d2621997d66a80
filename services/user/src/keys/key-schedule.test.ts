import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accessTokenMs,
  currentKey,
  nextActivation,
  outlivedKeys,
  publishLeadMs,
  type ScheduledKey,
} from './key-schedule.ts';

const dayMs = 86_400_000;
const lifeMs = 30 * dayMs;

/** Runs the schedule at the given times, as replicas would, and reports what happened at each. */
function run(timesMs: readonly number[]) {
  let keys: ScheduledKey[] = [];
  return timesMs.map((nowMs) => {
    keys = keys.filter((key) => !outlivedKeys(keys, nowMs).includes(key));
    const activatesAtMs = nextActivation(keys, nowMs, lifeMs);
    const made = activatesAtMs === undefined ? undefined : { kid: `key-${nowMs}`, activatesAtMs };
    if (made) keys = [...keys, made];
    return { nowMs, keys, made, current: currentKey(keys, nowMs) };
  });
}

const everyMinutes = (minutes: number, count: number) => Array.from({ length: count }, (_, i) => i * minutes * 60_000);

test('the first key signs at once', () => {
  const [first] = run([1_000]);
  expect(first?.current?.activatesAtMs).toBe(1_000);
});

test('the next key is published before it signs, and the one before stays until its tokens have expired', () => {
  const steps = run(everyMinutes(10, 2 * 30 * 24 * 6));
  const made = steps.filter((step) => step.made);
  expect(made.length).toBeGreaterThanOrEqual(2);
  for (const { nowMs, made: key } of made.slice(1)) {
    expect((key?.activatesAtMs as number) - nowMs).toBeGreaterThanOrEqual(publishLeadMs);
  }
  const second = made[1]?.made as ScheduledKey;
  const after = steps.filter((step) => step.nowMs >= second.activatesAtMs);
  for (const { nowMs, keys } of after) {
    if (nowMs <= second.activatesAtMs + accessTokenMs) expect(keys.map((k) => k.kid)).toContain('key-0');
    if (nowMs > second.activatesAtMs + accessTokenMs + 20 * 60_000)
      expect(keys.map((k) => k.kid)).not.toContain('key-0');
  }
});

test('whenever it is run, a key signs, and whoever held the key set for the lead time knows it', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 * dayMs }), { minLength: 2, maxLength: 60 }), (gaps) => {
      let nowMs = 0;
      const times = gaps.map((gap) => {
        nowMs += gap;
        return nowMs;
      });
      const firstSeen = new Map<string, number>();
      run(times).forEach(({ keys, current, nowMs: at }, i) => {
        for (const key of keys) if (!firstSeen.has(key.kid)) firstSeen.set(key.kid, at);
        expect(current).toBeDefined();
        if (i > 0 && current && current.kid !== `key-${times[0]}`) {
          expect(at - (firstSeen.get(current.kid) as number)).toBeGreaterThanOrEqual(publishLeadMs);
        }
      });
    }),
  ));

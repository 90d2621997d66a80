import { expect, test } from 'vitest';
import { fresh, type KnowledgeUnderTest, noChanges, stage, wide } from './knowledge-stage.ts';

const HOUR_MS = 3_600_000;

/** What is written ahead of a send, and its budgets: rows 1, 6, 14 and 47. */
export function intentContract(open: () => KnowledgeUnderTest): void {
  test('row 1: what was never intended cannot be claimed', async () => {
    const claim = await open().knowledge.claim(fresh('action'), 0);
    expect(claim).toEqual({ claimed: false, reason: 'not-intended' });
  });

  test('row 6: the same intent twice is one', async () => {
    const { knowledge, lease, intent, shard } = await stage(open());
    const results = await Promise.all(Array.from({ length: 5 }, () => knowledge.storeIntent(lease, intent(), [])));
    expect(results.toSorted()).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate', 'stored']);
    expect((await knowledge.load(shard, 0)).actions).toEqual([intent()]);
  });

  test('a target has one action in flight, until that is finished', async () => {
    const { knowledge, lease, intent } = await stage(open());
    const [first, second] = [intent(), intent({ attempt: 2 })];
    await knowledge.storeIntent(lease, first, []);
    expect(await knowledge.storeIntent(lease, second, [])).toBe('in-flight');
    const cancelled = { ...first, state: 'finished', outcome: 'cancelled', finishedAtMs: 1 } as const;
    await knowledge.commit(lease, { ...noChanges, actions: [cancelled] });
    expect(await knowledge.storeIntent(lease, second, [])).toBe('stored');
  });

  test('of many intents on one target at once, one is stored', async () => {
    const { knowledge, lease, intent } = await stage(open());
    const intents = Array.from({ length: 6 }, (_, i) => intent({ attempt: i + 1 }));
    const results = await Promise.all(intents.map((action) => knowledge.storeIntent(lease, action, [])));
    expect(results.filter((result) => result === 'stored')).toHaveLength(1);
    expect(results.filter((result) => result === 'in-flight')).toHaveLength(5);
  });

  test('row 47: with the kill switch pulled nothing is intended', async () => {
    const under = open();
    const { knowledge, lease, intent, shard } = await stage(under);
    await under.setKillSwitch(true);
    try {
      expect(await knowledge.storeIntent(lease, intent(), [])).toBe('kill-switch');
      expect(await knowledge.load(shard, 0)).toMatchObject({ killSwitch: { on: true }, actions: [] });
    } finally {
      await under.setKillSwitch(false);
    }
    expect(await knowledge.storeIntent(lease, intent(), [])).toBe('stored');
  });

  test.each([1, 3])('row 14: however many are decided at once, %i in flight is the cap', async (inFlightMax) => {
    const { knowledge, lease, intent } = await stage(open());
    const scope = fresh('service:s');
    const budgets = [
      { ...wide, scope: fresh('fleet:f') },
      { ...wide, scope, inFlightMax },
    ];
    const intents = Array.from({ length: 12 }, (_, i) => intent({ attempt: i + 1, targetId: fresh('target') }));
    const results = await Promise.all(intents.map((action) => knowledge.storeIntent(lease, action, budgets)));
    expect(results.filter((result) => result === 'stored')).toHaveLength(inFlightMax);
    expect(results.filter((result) => result === 'over-budget')).toHaveLength(12 - inFlightMax);
    expect(await knowledge.storeIntent(lease, intent({ id: fresh('id'), targetId: fresh('t') }), [])).toBe('stored');
  });

  test('row 14: deciders of two shards share a budget without overdrawing it', async () => {
    const under = open();
    const [a, b] = [await stage(under), await stage(under)];
    const budgets = [{ ...wide, scope: fresh('host:h'), inFlightMax: 2 }];
    const store = ({ knowledge, lease, intent }: typeof a, i: number) =>
      knowledge.storeIntent(lease, intent({ attempt: i, targetId: fresh('target') }), budgets);
    const results = await Promise.all([1, 2, 3, 4].flatMap((i) => [store(a, i), store(b, i)]));
    expect(results.filter((result) => result === 'stored')).toHaveLength(2);
  });

  test('finished actions count for the hour in which they were intended', async () => {
    const { knowledge, lease, intent } = await stage(open());
    const budgets = [{ ...wide, scope: fresh('service:s'), perHourMax: 2 }];
    const atMs = intent().intendedAtMs;
    const times = [atMs, atMs + 1_000, atMs + 2_000, atMs + HOUR_MS, atMs + HOUR_MS + 1_000];
    const results: string[] = [];
    for (const [i, intendedAtMs] of times.entries()) {
      const action = intent({ attempt: i + 1, intendedAtMs });
      results.push(await knowledge.storeIntent(lease, action, budgets));
      if (results.at(-1) !== 'stored') continue;
      const end = { state: 'finished', outcome: 'cancelled', finishedAtMs: intendedAtMs } as const;
      await knowledge.commit(lease, { ...noChanges, actions: [{ ...action, ...end }] });
    }
    expect(results).toEqual(['stored', 'stored', 'over-budget', 'stored', 'stored']);
  });

  test('row 37: a clock that jumps back frees no budget', async () => {
    const { knowledge, lease, intent } = await stage(open());
    const budgets = [{ ...wide, scope: fresh('service:s'), perHourMax: 1 }];
    await knowledge.storeIntent(lease, intent(), budgets);
    const back = intent({ attempt: 2, targetId: fresh('target'), intendedAtMs: intent().intendedAtMs - 2 * HOUR_MS });
    expect(await knowledge.storeIntent(lease, back, budgets)).toBe('over-budget');
  });

  test('no action without an incident, whose evidence it traces to', async () => {
    const { knowledge, lease, intent } = await stage(open());
    await expect(knowledge.storeIntent(lease, intent({ incidentId: 'nobody' }), [])).rejects.toThrow();
  });
}

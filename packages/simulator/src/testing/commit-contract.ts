import type { Action, TickChanges } from '@ares/core';
import { expect, test } from 'vitest';
import { anIncident } from '../builders/incident.ts';
import { aMemory } from '../builders/memory.ts';
import { fresh, type KnowledgeUnderTest, noChanges, stage } from './knowledge-stage.ts';

/** Brings an intent through all its states, as ticks and `heal` do. */
async function finished({ knowledge, lease, intent }: Awaited<ReturnType<typeof stage>>): Promise<Action> {
  const action = intent();
  await knowledge.storeIntent(lease, action, []);
  const claim = await knowledge.claim(action.id, action.intendedAtMs + 1);
  if (!claim.claimed) throw new Error(claim.reason);
  await knowledge.recordCommand(claim.action, 'command-1', action.intendedAtMs + 2);
  const result = {
    status: 'done',
    reason: '',
    containerIdBefore: 'a',
    containerIdAfter: 'b',
    startedAtMs: 1,
    endedAtMs: 2,
    evidenceDir: '/evidence',
    logTail: 'a line\nanother',
  } as const;
  const sent: Action = { ...claim.action, state: 'sent', commandId: 'command-1', sentAtMs: action.intendedAtMs + 2 };
  const verifying: Action = { ...sent, state: 'verifying', result };
  await knowledge.commit(lease, { ...noChanges, actions: [verifying] });
  const end = {
    state: 'finished',
    outcome: 'effective',
    outcomeReason: 'well',
    finishedAtMs: 9,
    servingAtMs: 8,
  } as const;
  const done: Action = { ...verifying, ...end };
  await knowledge.commit(lease, { ...noChanges, actions: [done] });
  return done;
}

/** What a tick writes, and what the next one reads. */
export function commitContract(open: () => KnowledgeUnderTest): void {
  test('what was committed is loaded, to the letter', async () => {
    const staged = await stage(open());
    const { knowledge, lease, shard, incident } = staged;
    const action = await finished(staged);
    const services = [
      aMemory({
        health: 'DEGRADED',
        builds: { 'shop-cart-1': 'sha256:1 c1' },
        deploySeenAtMs: 3,
        baselines: { latencySecondsP95: { n: 7, mean: 0.125, deviation: 0.01 } },
        scaled: { incidentId: 'i', from: 1, to: 2, atMs: 1 },
        dockerRestarts: { 'shop-cart-1': 2 },
      }),
    ];
    const memory = { stormUntilMs: 5, lastTickAtMs: 6, unreachable: { h: 2 }, metricsMissingSinceMs: { h: 1 } };
    const escalated = { ...incident, state: 'escalated', lastDecision: 'hold storm', rootServiceId: 'r' } as const;
    await knowledge.commit(lease, { ...noChanges, shard: memory, services, incidents: [escalated] });
    expect(await knowledge.load(shard, 0)).toEqual({
      killSwitch: expect.objectContaining({ on: false }),
      shard: memory,
      services,
      incidents: [escalated],
      actions: [action],
    });
  });

  test('an empty shard is loaded as one', async () =>
    expect(await open().knowledge.load(fresh('shard'), 0)).toMatchObject({
      shard: { unreachable: {}, metricsMissingSinceMs: {} },
      services: [],
      incidents: [],
      actions: [],
    }));

  test('closed incidents and actions that ended before the window are left out', async () => {
    const staged = await stage(open());
    const { knowledge, lease, shard, incident } = staged;
    const action = await finished(staged);
    await knowledge.commit(lease, { ...noChanges, incidents: [{ ...incident, state: 'healed', closedAtMs: 9 }] });
    expect(await knowledge.load(shard, 9)).toMatchObject({ incidents: [], actions: [{ id: action.id }] });
    expect(await knowledge.load(shard, 10)).toMatchObject({ incidents: [], actions: [] });
  });

  test('a target has one open incident, and its next one opens with the commit that closes the first', async () => {
    const { knowledge, lease, incident, shard } = await stage(open());
    const next = { ...incident, id: fresh('incident') };
    await expect(knowledge.commit(lease, { ...noChanges, incidents: [next] })).rejects.toThrow();
    const closed = { ...incident, state: 'recovered', closedAtMs: 9 } as const;
    await knowledge.commit(lease, { ...noChanges, incidents: [next, closed] });
    expect((await knowledge.load(shard, 0)).incidents.map(({ id }) => id)).toEqual([next.id]);
  });

  test('replicas of one service have an open incident each', async () => {
    const { knowledge, lease, incident, shard } = await stage(open());
    const another = { ...incident, id: fresh('incident'), containerName: 'another replica' };
    await knowledge.commit(lease, { ...noChanges, incidents: [incident, another] });
    expect((await knowledge.load(shard, 0)).incidents.map(({ id }) => id).toSorted()).toEqual(
      [incident.id, another.id].toSorted(),
    );
  });

  test('row 13: a commit that fails halfway leaves no trace', async () => {
    const under = open();
    const { knowledge, lease, incident, intent, shard } = await stage(under);
    const other = anIncident({ shard, service: fresh('service'), id: fresh('incident') });
    const changes: TickChanges = {
      shard: { unreachable: { h: 9 }, metricsMissingSinceMs: {} },
      services: [aMemory({ serviceId: fresh('service') })],
      incidents: [other],
      actions: [intent({ id: 'never intended', state: 'finished' })],
      timeline: [{ incidentId: incident.id, atMs: 1, kind: 'decided', words: 'w', data: {} }],
      outbox: [{ id: fresh('message'), kind: 'alarm', words: 'w', atMs: 1 }],
    };
    await expect(knowledge.commit(lease, changes)).rejects.toThrow(/never intended/);
    expect(await knowledge.load(shard, 0)).toMatchObject({ shard: { unreachable: {} }, services: [], actions: [] });
    expect((await knowledge.load(shard, 0)).incidents).toHaveLength(1);
    expect(await under.timeline(incident.id)).toEqual([]);
    expect((await under.outbox()).map(({ id }) => id)).not.toContain(changes.outbox[0]?.id);
  });

  test('row 50: a message that is decided again is kept once', async () => {
    const under = open();
    const { knowledge, lease } = await stage(under);
    const message = { id: fresh('message'), kind: 'escalation', words: 'a person is needed', atMs: 1 } as const;
    await knowledge.commit(lease, { ...noChanges, outbox: [message] });
    await knowledge.commit(lease, { ...noChanges, outbox: [{ ...message, words: 'again' }] });
    expect((await under.outbox()).filter(({ id }) => id === message.id)).toEqual([message]);
  });

  test('the story keeps the order of its telling', async () => {
    const under = open();
    const { knowledge, lease, incident } = await stage(under);
    const event = (words: string) =>
      ({ incidentId: incident.id, atMs: 7, kind: 'decided', words, data: null }) as const;
    await knowledge.commit(lease, { ...noChanges, timeline: [event('1'), event('2')] });
    await knowledge.tell(lease, [event('3')]);
    expect((await under.timeline(incident.id)).map(({ words }) => words)).toEqual(['1', '2', '3']);
  });

  test('row 35: text that no store likes does not stop a tick', async () => {
    const under = open();
    const { knowledge, lease, incident } = await stage(under);
    const words = 'a\u0000b\uD800';
    const data = { 'k\u0000': [words] };
    await knowledge.tell(lease, [{ incidentId: incident.id, atMs: 1, kind: 'result', words, data }]);
    expect((await under.timeline(incident.id))[0]?.words).toMatch(/^a.b/s);
  });
}

import { expect, test } from 'vitest';
import { fresh, type KnowledgeUnderTest, lead, noChanges, stage, TTL_MS } from './knowledge-stage.ts';

/** Who may decide: rows 5, 7 and 8. */
export function leaseContract(open: () => KnowledgeUnderTest): void {
  test('row 7: while one holds the lease nobody else gets it, and renewing keeps its epoch', async () => {
    const { knowledge } = open();
    const shard = fresh('shard');
    const first = await lead(knowledge, shard, 'a');
    expect(await knowledge.acquireLease(shard, 'b', TTL_MS)).toBeUndefined();
    expect(await lead(knowledge, shard, 'a')).toEqual(first);
  });

  test('row 7: of many that ask at once one gets it', async () => {
    const { knowledge } = open();
    const shard = fresh('shard');
    const asked = Array.from({ length: 8 }, (_, i) => knowledge.acquireLease(shard, `holder-${i}`, TTL_MS));
    expect((await Promise.all(asked)).filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  test('row 7: the next holder has a higher epoch, and the first one a higher one again', async () => {
    const { knowledge, expireLeases } = open();
    const shard = fresh('shard');
    const epochs: number[] = [];
    for (const holder of ['a', 'b', 'a']) {
      epochs.push((await lead(knowledge, shard, holder)).epoch);
      await expireLeases();
    }
    expect(epochs).toEqual([...new Set(epochs)].toSorted((a, b) => a - b));
    expect(epochs).toHaveLength(3);
  });

  test('a lease that ran out still counts until somebody else takes it', async () => {
    const { knowledge, expireLeases } = open();
    const lease = await lead(knowledge, fresh('shard'), 'a');
    await expireLeases();
    await knowledge.commit(lease, noChanges);
    expect(await lead(knowledge, lease.shard, 'a')).toEqual(lease);
  });

  test('a lease that is given back is the next one’s at once, under the same epoch; another’s stays', async () => {
    const { knowledge } = open();
    const { shard, epoch } = await lead(knowledge, fresh('shard'), 'one');
    await knowledge.releaseLease(shard, 'two');
    expect(await knowledge.acquireLease(shard, 'two', TTL_MS)).toBeUndefined();
    await knowledge.releaseLease(shard, 'one');
    const second = await lead(knowledge, shard, 'two');
    expect(second.epoch).toBe(epoch);
    const first = { shard, holder: 'one', epoch };
    await expect(knowledge.commit(first, noChanges)).rejects.toMatchObject({ code: 'FENCED' });
    expect(await knowledge.acquireLease(shard, 'one', TTL_MS)).toBeUndefined();
  });

  test('row 7: a lease that ran out is not given back any more: its next holder has a higher epoch', async () => {
    const { knowledge, expireLeases } = open();
    const { shard, epoch } = await lead(knowledge, fresh('shard'), 'one');
    await expireLeases();
    await knowledge.releaseLease(shard, 'one');
    expect((await lead(knowledge, shard, 'two')).epoch).toBeGreaterThan(epoch);
  });

  test('row 8: every write of a decider that was replaced is refused, and leaves no trace', async () => {
    const under = open();
    const { knowledge, lease, incident, intent, shard } = await stage(under);
    const action = intent();
    await knowledge.storeIntent(lease, action, []);
    const later = intent({ attempt: 2, targetId: fresh('target') });
    await knowledge.storeIntent(lease, later, []);
    const claimed = await knowledge.claim(later.id, later.intendedAtMs);
    expect(claimed.claimed).toBe(true);
    const told = await under.timeline(incident.id);

    await under.expireLeases();
    await lead(knowledge, shard, 'newer');
    const fenced = { name: 'AresError', code: 'FENCED' };
    const event = { incidentId: incident.id, atMs: 1, kind: 'decided', words: 'late', data: {} } as const;
    await expect(knowledge.beginTick(lease, 'late')).rejects.toMatchObject(fenced);
    await expect(knowledge.commit(lease, { ...noChanges, timeline: [event] })).rejects.toMatchObject(fenced);
    await expect(knowledge.storeIntent(lease, intent({ id: 'late' }), [])).rejects.toMatchObject(fenced);
    await expect(knowledge.tell(lease, [event])).rejects.toMatchObject(fenced);
    await expect(knowledge.recordCommand(later, 'command', 1)).rejects.toMatchObject(fenced);
    expect(await knowledge.claim(action.id, action.intendedAtMs)).toEqual({ claimed: false, reason: 'stale-epoch' });
    const { actions } = await knowledge.load(shard, 0);
    expect(actions.map(({ id, state }) => [id, state])).toEqual([
      [action.id, 'intended'],
      [later.id, 'sending'],
    ]);
    expect(await under.timeline(incident.id)).toEqual(told);
  });

  test('a lease that the store never gave is refused', async () => {
    const { knowledge } = open();
    const lease = { shard: fresh('shard'), holder: 'a', epoch: 1 };
    await expect(knowledge.commit(lease, noChanges)).rejects.toMatchObject({ code: 'FENCED' });
  });

  test('row 5: a tick key is decided once in its shard', async () => {
    const { knowledge } = open();
    const [lease, other] = [await lead(knowledge, fresh('shard')), await lead(knowledge, fresh('shard'))];
    const begun = await Promise.all(Array.from({ length: 5 }, () => knowledge.beginTick(lease, 'slot')));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await knowledge.beginTick(other, 'slot')).toBe(true);
    expect(await knowledge.beginTick(lease, 'next slot')).toBe(true);
  });
}

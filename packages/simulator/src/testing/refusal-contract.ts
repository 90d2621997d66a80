import { expect, test } from 'vitest';
import { type KnowledgeUnderTest, stage } from './knowledge-stage.ts';

/** What becomes of a send that was surely refused. */
export function refusalContract(open: () => KnowledgeUnderTest): void {
  test('a refused send is finished and told, and frees its target', async () => {
    const under = open();
    const { knowledge, shard, incident, lease, intent } = await stage(under);
    const action = intent();
    await knowledge.storeIntent(lease, action, []);
    const claim = await knowledge.claim(action.id, action.intendedAtMs);
    if (!claim.claimed) throw new Error(claim.reason);
    await knowledge.recordRefusal(claim.action, 'no such document', 9);
    const refused = { state: 'finished', outcome: 'refused', outcomeReason: 'no such document', finishedAtMs: 9 };
    expect((await knowledge.load(shard, 0)).actions).toEqual([{ ...claim.action, ...refused }]);
    expect(await under.timeline(incident.id)).toMatchObject([
      { kind: 'result', atMs: 9, data: { actionId: action.id, reason: 'no such document' } },
    ]);
    expect(await knowledge.storeIntent(lease, intent({ attempt: 2 }), [])).toBe('stored');
  });

  test('row 3: what was sent after all is not refused', async () => {
    const { knowledge, lease, intent } = await stage(open());
    const action = intent();
    await knowledge.storeIntent(lease, action, []);
    const claim = await knowledge.claim(action.id, action.intendedAtMs);
    if (!claim.claimed) throw new Error(claim.reason);
    await knowledge.recordCommand(claim.action, 'command-1', 9);
    await expect(knowledge.recordRefusal(claim.action, 'late', 10)).rejects.toMatchObject({ code: 'FENCED' });
  });
}

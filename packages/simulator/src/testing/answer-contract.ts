import type { Action } from '@ares/core';
import { expect, test } from 'vitest';
import { type KnowledgeUnderTest, noChanges, stage } from './knowledge-stage.ts';

const done = { commandId: 'command-1', status: { state: 'done', exitCode: 0, stdout: '{}', stderr: '' } } as const;

/** What those who send give back or have read, and what was interrupted: rows 3, 4 and 20. */
export function answerContract(open: () => KnowledgeUnderTest): void {
  test('row 20: what the host surely never had is an intent again, in flight all the time', async () => {
    const { knowledge, action, claimed, shard } = await claimedAction(open());
    await knowledge.giveBack(claimed);
    expect((await knowledge.load(shard, 0)).actions).toEqual([action]);
    expect(await knowledge.claim(action.id, action.intendedAtMs + 9)).toMatchObject({ claimed: true });
    await knowledge.giveBack(claimed);
    expect((await knowledge.load(shard, 0)).actions).toMatchObject([{ state: 'sending' }]);
  });

  test('an action is found by its own id and by the command that its host got', async () => {
    const { knowledge, action, claimed } = await claimedAction(open());
    const commandId = `command-of-${action.id}`;
    await knowledge.recordCommand(claimed, commandId, action.intendedAtMs + 7);
    const sent = { ...claimed, state: 'sent', commandId, sentAtMs: action.intendedAtMs + 7 };
    expect(await knowledge.action({ actionId: action.id })).toEqual(sent);
    expect(await knowledge.action({ commandId, hostId: action.hostId })).toEqual(sent);
    expect(await knowledge.action({ commandId, hostId: 'another' })).toBeUndefined();
    expect(await knowledge.action({ actionId: 'never' })).toBeUndefined();
  });

  test('row 8: what was read of a command is kept for the next decider, whoever that is', async () => {
    const under = open();
    const { knowledge, claimed, shard } = await claimedAction(under);
    await under.expireLeases();
    await knowledge.acquireLease(shard, 'newer', 15_000);
    await knowledge.recordAnswer(claimed, done);
    expect((await knowledge.load(shard, 0)).actions).toEqual([{ ...claimed, answer: done }]);
  });

  test('an answer changes nothing of an action that is over', async () => {
    const { knowledge, claimed, shard, lease } = await claimedAction(open());
    const finished: Action = { ...claimed, state: 'finished', outcome: 'effective', finishedAtMs: 9 };
    await knowledge.commit(lease, { ...noChanges, actions: [finished] });
    await knowledge.recordAnswer(claimed, done);
    expect((await knowledge.load(shard, 0)).actions).toEqual([finished]);
  });

  test('row 4: what was interrupted is an intent again, without its command; an answer to that one comes too late', async () => {
    const { knowledge, claimed, shard, lease } = await claimedAction(open());
    await knowledge.recordCommand(claimed, 'command-1', 7);
    await knowledge.recordAnswer(claimed, done);
    const unknown: Action = { ...claimed, state: 'unknown', commandId: 'command-1', sentAtMs: 7 };
    await knowledge.commit(lease, { ...noChanges, actions: [unknown] });
    const again: Action = { ...claimed, state: 'intended', expiresAtMs: claimed.expiresAtMs + 60_000 };
    await knowledge.commit(lease, { ...noChanges, actions: [again] });
    expect((await knowledge.load(shard, 0)).actions).toEqual([again]);
    const second = await knowledge.claim(again.id, claimed.expiresAtMs + 1);
    expect(second).toMatchObject({ claimed: true, action: { state: 'sending', claimedAtMs: claimed.expiresAtMs + 1 } });
    await knowledge.recordAnswer(claimed, done);
    await knowledge.commit(lease, { ...noChanges, actions: [again] });
    const [stored] = (await knowledge.load(shard, 0)).actions;
    expect(stored).toMatchObject({ state: 'sending' });
    expect(stored).not.toHaveProperty('answer');
  });
}

async function claimedAction(under: KnowledgeUnderTest) {
  const staged = await stage(under);
  const action = staged.intent();
  await staged.knowledge.storeIntent(staged.lease, action, []);
  const claim = await staged.knowledge.claim(action.id, action.intendedAtMs + 1);
  if (!claim.claimed) throw new Error(claim.reason);
  return { ...staged, action, claimed: claim.action };
}

import { expect, test } from 'vitest';
import { type KnowledgeUnderTest, noChanges, stage } from './knowledge-stage.ts';

/** A stage with one intent, which is claimed on request. */
async function intended(under: KnowledgeUnderTest) {
  const staged = await stage(under);
  const action = staged.intent();
  await staged.knowledge.storeIntent(staged.lease, action, []);
  const claim = async () => {
    const result = await staged.knowledge.claim(action.id, action.intendedAtMs);
    if (!result.claimed) throw new Error(result.reason);
    return result.action;
  };
  return { ...staged, action, claim };
}

/** From the intent to the command: rows 2, 3, 6, 17 and 47. */
export function sendContract(open: () => KnowledgeUnderTest): void {
  test('rows 2 and 6: of many that want to send an intent, one may', async () => {
    const { knowledge, action, shard } = await intended(open());
    const asked = Array.from({ length: 8 }, () => knowledge.claim(action.id, action.intendedAtMs + 5));
    const results = await Promise.all(asked);
    const sending = { ...action, state: 'sending', claimedAtMs: action.intendedAtMs + 5 };
    expect(results.filter(({ claimed }) => claimed)).toEqual([{ claimed: true, action: sending }]);
    expect(results.filter(({ claimed }) => !claimed)).toContainEqual({ claimed: false, reason: 'not-intended' });
    expect((await knowledge.load(shard, 0)).actions).toEqual([sending]);
  });

  test('row 17: an expired intent is not sent', async () => {
    const { knowledge, action } = await intended(open());
    const late = await knowledge.claim(action.id, action.expiresAtMs + 1);
    expect(late).toEqual({ claimed: false, reason: 'expired' });
    expect(await knowledge.claim(action.id, action.expiresAtMs)).toMatchObject({ claimed: true });
  });

  test('row 47: with the kill switch pulled nothing is sent', async () => {
    const under = open();
    const { knowledge, action, claim } = await intended(under);
    await under.setKillSwitch(true);
    const pulled = await knowledge.claim(action.id, action.intendedAtMs).finally(() => under.setKillSwitch(false));
    expect(pulled).toEqual({ claimed: false, reason: 'kill-switch' });
    expect(await claim()).toMatchObject({ state: 'sending' });
  });

  test('a sent command is recorded and told, once', async () => {
    const under = open();
    const { knowledge, shard, incident, action, claim } = await intended(under);
    const sending = await claim();
    for (const _ of ['first', 'again']) await knowledge.recordCommand(sending, 'command-1', action.intendedAtMs + 7);
    const sent = { ...sending, state: 'sent', commandId: 'command-1', sentAtMs: action.intendedAtMs + 7 };
    expect((await knowledge.load(shard, 0)).actions).toEqual([sent]);
    expect(await under.timeline(incident.id)).toMatchObject([
      { kind: 'sent', atMs: action.intendedAtMs + 7, data: { actionId: action.id, commandId: 'command-1' } },
    ]);
  });

  test('row 3: a command that a tick found first is recorded by its sender without harm', async () => {
    const { knowledge, lease, shard, claim } = await intended(open());
    const sending = await claim();
    const found = { ...sending, state: 'sent', commandId: 'command-1', sentAtMs: 9 } as const;
    await knowledge.commit(lease, { ...noChanges, actions: [found] });
    await knowledge.recordCommand(sending, 'command-1', 10);
    expect((await knowledge.load(shard, 0)).actions).toEqual([found]);
  });

  test('what was not claimed has no command', async () => {
    const { knowledge, action } = await intended(open());
    await expect(knowledge.recordCommand(action, 'command-1', 1)).rejects.toMatchObject({ code: 'FENCED' });
  });

  test('row 2: a tick that read an intent before it was claimed does not undo the claim', async () => {
    const { knowledge, lease, shard, action, claim } = await intended(open());
    const sending = await claim();
    await knowledge.commit(lease, { ...noChanges, actions: [action] });
    expect((await knowledge.load(shard, 0)).actions).toEqual([sending]);
    const cancelled = { ...action, state: 'finished', outcome: 'cancelled', finishedAtMs: 1 } as const;
    await expect(knowledge.commit(lease, { ...noChanges, actions: [cancelled] })).rejects.toMatchObject({
      code: 'FENCED',
    });
    expect((await knowledge.load(shard, 0)).actions).toEqual([sending]);
  });

  test('row 3: a tick that read a send before its command was known does not give it up', async () => {
    const { knowledge, lease, shard, claim } = await intended(open());
    const sending = await claim();
    await knowledge.recordCommand(sending, 'command-1', 9);
    const expired = { ...sending, state: 'finished', outcome: 'expired', finishedAtMs: 10 } as const;
    await expect(knowledge.commit(lease, { ...noChanges, actions: [expired] })).rejects.toMatchObject({
      code: 'FENCED',
    });
    expect((await knowledge.load(shard, 0)).actions).toMatchObject([{ state: 'sent', commandId: 'command-1' }]);
  });

  test('what is finished stays finished', async () => {
    const { knowledge, lease, action } = await intended(open());
    const cancelled = { ...action, state: 'finished', outcome: 'cancelled', finishedAtMs: 1 } as const;
    await knowledge.commit(lease, { ...noChanges, actions: [cancelled] });
    const verifying = { ...action, state: 'verifying' } as const;
    await expect(knowledge.commit(lease, { ...noChanges, actions: [verifying] })).rejects.toMatchObject({
      code: 'FENCED',
    });
    const claim = await knowledge.claim(action.id, action.intendedAtMs);
    expect(claim).toEqual({ claimed: false, reason: 'not-intended' });
  });
}

import { type HealMessage, healMessage } from '@ares/config/aws';
import { type ActionRef, followUp, heal } from '@ares/core';
import { followRound } from './follow-round.ts';
import type { HealDesk } from './heal-desk.ts';

type Follow = Extract<HealMessage, { readonly kind: 'follow' }>;

/**
 * Sends what was intended, or looks how a command is doing. Any message may come twice, late, or never.
 * @throws whatever kept it from that: the message comes back, which is no error of the function, so that it is counted
 */
export async function onMessage(desk: HealDesk, body: string): Promise<void> {
  try {
    await handle(desk, healMessage.parse(JSON.parse(body)));
  } catch (error) {
    desk.measure('HealsFailed', 1);
    throw error;
  }
}

async function handle(desk: HealDesk, message: HealMessage): Promise<void> {
  if (message.kind === 'act') await act(desk, message.actionId);
  else if (message.kind === 'follow') await follow(desk, message);
  else await look(desk, { commandId: message.commandId, hostId: message.hostId });
}

/** Whoever sends may die at any line, so that the first look at its command is on its way before. */
async function act(desk: HealDesk, actionId: string): Promise<void> {
  await desk.later.send(followRound(actionId, 0));
  if (await heal(desk, actionId)) desk.measure('CommandsSent', 1);
}

async function follow(desk: HealDesk, { actionId, round }: Follow): Promise<void> {
  if (!(await look(desk, { actionId }))) await desk.later.send(followRound(actionId, round + 1));
}

/** @returns true once nothing more is to be seen; its shard is then woken to judge it */
async function look(desk: HealDesk, ref: ActionRef): Promise<boolean> {
  const { ended, shard } = await followUp(desk, ref);
  if (ended && shard !== undefined)
    await desk.ticks.send([{ body: { kind: 'wake', shard, reason: 'command ended', atMs: desk.clock.now() } }]);
  return ended;
}

import type { QueueMessage } from '@ares/adapters/aws';
import type { HealMessage } from '@ares/config/aws';

/**
 * Seconds before each look at a command: soon at first, then now and then, beyond its delivery timeout (60 s), its
 * execution timeout (120 s) and some grace.
 */
const WAITS_SECONDS = [5, 5, 10, 20, 30, 30, 30, 30, 30, 30] as const;

/** The look of a round; none once the command has surely ended, when its tick judges it by what is known. */
export function followRound(actionId: string, round: number): readonly QueueMessage<HealMessage>[] {
  const delaySeconds = WAITS_SECONDS[round];
  return delaySeconds === undefined ? [] : [{ body: { kind: 'follow', actionId, round }, delaySeconds }];
}

/** One look without another one after it. */
export const lastLook = (actionId: string): HealMessage => ({
  kind: 'follow',
  actionId,
  round: WAITS_SECONDS.length - 1,
});

import { until } from '../emulator/until.ts';
import type { DeployedFleet } from './deployed-fleet.ts';

const poison = ['{', 'null', '{"kind":"none"}'];

/** Sends what is no message to every queue. @returns the ids */
export const poisonEveryQueue = ({ queues }: Pick<DeployedFleet, 'queues'>): Promise<readonly string[]> =>
  Promise.all(Object.values(queues).flatMap(({ send }) => poison.map(send)));

/**
 * Waits until each of these messages was refused with a line of its own in the logs. The emulator may withhold what a
 * function wrote until it runs again: at the latest when its queue brings the message back, after six minutes.
 */
export async function refused(sent: readonly string[], { log }: Pick<DeployedFleet, 'log'>): Promise<void> {
  let untold = sent;
  const isTold = async () => {
    const lines = log()
      .split('\n')
      .filter((line) => line.includes('message.failed'));
    untold = sent.filter((id) => !lines.some((line) => line.includes(id)));
    return untold.length === 0 ? true : undefined;
  };
  const inVain = () => `${untold.length} of ${sent.length} messages are not told`;
  await until(isTold, { what: 'the refusal of poison', seconds: 480, inVain });
}

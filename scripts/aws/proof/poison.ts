import { until } from '../emulator/until.ts';
import type { DeployedFleet } from './deployed-fleet.ts';

const poison = ['{', 'null', '{"kind":"none"}'];

/** Sends what is no message to every queue, and waits until each was refused with a line of its own in the logs. */
export async function poisonEveryQueue({ queues, log }: Pick<DeployedFleet, 'queues' | 'log'>): Promise<void> {
  const sent = await Promise.all(Object.values(queues).flatMap(({ send }) => poison.map(send)));
  let untold: readonly string[] = sent;
  const isTold = async () => {
    const told = log()
      .split('\n')
      .filter((line) => line.includes('message.failed'));
    untold = sent.filter((id) => !told.some((line) => line.includes(id)));
    return untold.length === 0 ? true : undefined;
  };
  const inVain = () => `${untold.length} of ${sent.length} messages are not told`;
  await until(isTold, { what: 'the refusal of poison', seconds: 180, inVain });
}

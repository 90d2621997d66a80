import type { QueueSender } from '@ares/adapters/aws';
import type { Notifier } from '@ares/adapters/notify';
import { type NotificationMessage, notificationMessage } from '@ares/config/aws';
import type { Log } from '@ares/core';
import type { Measure } from '../kit/measure.ts';

export interface NotifyDesk {
  /** That the channels are of */
  readonly fleet: string;
  /** Always there; where the secret of the others cannot be read, people still hear of it. */
  readonly sns: Notifier;
  /** @throws where the secret of the other channels cannot be read, or is no list of channels */
  readonly others: () => Promise<readonly Notifier[]>;
  readonly notifications: QueueSender<NotificationMessage>;
  readonly measure: Measure;
  readonly log: Log;
}

/** Stands for all channels of the secret, as long as nobody could read who they are; no channel has this name. */
const OTHERS = '*';
const AGAIN_SECONDS = 30;

/**
 * Tells one message to its channels. Where some of them fail, only those are asked again, as a message of its own.
 * @throws AggregateError where all of them fail: the message comes back, and ends in the dead letters for a person to
 *   send again (row 50)
 * @throws Error for what is no message, or one of another fleet (row 45)
 */
export async function tell(desk: NotifyDesk, body: string): Promise<void> {
  const message = notificationMessage.parse(JSON.parse(body));
  if (message.fleet !== desk.fleet)
    throw new Error(`${message.id} is of the fleet ${message.fleet}, not ${desk.fleet}`);
  const notifiers = await wanted(desk, message);
  const results = await Promise.allSettled(notifiers.map((notifier) => notifier.send(message)));
  const failed = notifiers.flatMap(({ name }, i) => {
    const result = results[i];
    return result?.status === 'rejected' ? [{ name, reason: result.reason as unknown }] : [];
  });
  desk.measure('NotificationsDelivered', notifiers.length - failed.length);
  if (failed.length === 0) return;
  desk.measure('NotificationsFailed', failed.length);
  for (const { name, reason } of failed)
    desk.log.warn('notify.failed', { id: message.id, channel: name, reason: String(reason) });
  if (failed.length === notifiers.length)
    throw new AggregateError(
      failed.map(({ reason }) => reason),
      `no channel took ${message.id}`,
    );
  const channels = failed.map(({ name }) => name);
  await desk.notifications.send([{ body: { ...message, channels }, delaySeconds: AGAIN_SECONDS }]);
}

/** Those that do not have it yet; one that is configured no more is left out. */
async function wanted({ sns, others }: NotifyDesk, { channels }: NotificationMessage): Promise<readonly Notifier[]> {
  const isOther = (name: string): boolean => name !== sns.name;
  const unreadable = (error: unknown): readonly Notifier[] =>
    (channels ?? [OTHERS]).filter(isOther).map((name) => ({ name, send: () => Promise.reject(error) }));
  const all = [sns, ...(await others().catch(unreadable))];
  if (channels === undefined) return all;
  return all.filter(({ name }) => channels.includes(name) || (isOther(name) && channels.includes(OTHERS)));
}

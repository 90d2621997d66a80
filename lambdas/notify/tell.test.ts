import type { QueueMessage } from '@ares/adapters/aws';
import type { Notifier } from '@ares/adapters/notify';
import { type NotificationMessage, notificationMessage } from '@ares/config/aws';
import { expect, test, vi } from 'vitest';
import { tell } from './tell.ts';

const message = {
  id: 'm-1',
  fleet: 'shop',
  kind: 'escalation',
  incidentId: 'i-1',
  words: 'cart is down',
  atMs: 1,
} as const;

function stage(names: readonly string[]) {
  const told: string[] = [];
  const down = new Set<string>();
  const again: QueueMessage<NotificationMessage>[] = [];
  const channel = (name: string): Notifier => ({
    name,
    async send({ id }) {
      if (down.has(name)) throw new Error(`${name} is down`);
      told.push(`${name} ${id}`);
    },
  });
  const others = vi.fn(async () => names.map(channel));
  const desk = {
    fleet: 'shop',
    sns: channel('sns'),
    others,
    notifications: {
      send: async (messages: readonly QueueMessage<NotificationMessage>[]) => void again.push(...messages),
    },
    measure: vi.fn(),
    log: { info: () => {}, warn: () => {} },
  };
  const receive = (body: unknown = message) => tell(desk, JSON.stringify(body));
  /** What was sent to itself, delivered. */
  const next = () => receive(notificationMessage.parse(again.shift()?.body));
  return { told, down, again, others, receive, next, desk };
}

test('every channel is told', async () => {
  const { receive, told, again } = stage(['team', 'pager']);
  await receive();
  expect(told).toEqual(['sns m-1', 'team m-1', 'pager m-1']);
  expect(again).toEqual([]);
});

test('row 50: a channel that is down is told later, and nobody hears it twice', async () => {
  const { receive, next, told, down, again } = stage(['team', 'pager']);
  down.add('pager');
  await receive();
  expect(again).toEqual([{ body: { ...message, channels: ['pager'] }, delaySeconds: 30 }]);
  down.clear();
  await next();
  expect(told).toEqual(['sns m-1', 'team m-1', 'pager m-1']);
});

test('row 50: where nobody takes it the message comes back', async () => {
  const { receive, down, again, desk } = stage(['team']);
  for (const name of ['sns', 'team']) down.add(name);
  await expect(receive()).rejects.toThrow('no channel took m-1');
  expect(again).toEqual([]);
  expect(desk.measure).toHaveBeenCalledWith('NotificationsFailed', 2);
});

test('without a secret that can be read people are still told, and the others once it can be read', async () => {
  const { receive, next, told, others } = stage(['team', 'pager']);
  others.mockRejectedValueOnce(new Error('AccessDenied'));
  await receive();
  expect(told).toEqual(['sns m-1']);
  await next();
  expect(told).toEqual(['sns m-1', 'team m-1', 'pager m-1']);
});

test('a channel that waits while the secret cannot be read is not forgotten, and no other is told twice', async () => {
  const { receive, next, told, others } = stage(['team', 'pager']);
  others.mockRejectedValueOnce(new Error('AccessDenied'));
  await receive({ ...message, channels: ['sns', 'pager'] });
  await next();
  expect(told).toEqual(['sns m-1', 'pager m-1']);
});

test('a channel that was taken away since is left out', async () => {
  const { receive, told } = stage([]);
  await receive({ ...message, channels: ['pager'] });
  expect(told).toEqual([]);
});

test('row 45: what is no notification is refused', async () => {
  const { receive, told } = stage([]);
  await expect(receive({ id: 'm-1' })).rejects.toThrow(/fleet/);
  await expect(receive({ ...message, fleet: 'theirs' })).rejects.toThrow('m-1 is of the fleet theirs, not shop');
  expect(told).toEqual([]);
});

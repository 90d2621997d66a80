import { expect, test } from 'vitest';
import { poisonEveryQueue, refused } from './poison.ts';

test('every queue gets its poison, and each message is waited for until the logs have refused it', async () => {
  const lines: string[] = [];
  let ids = 0;
  const queue = (name: string) => ({
    async send(body: string) {
      ids += 1;
      lines.push(`{"message":"message.failed","queue":"${name}","messageId":"m-${ids};"} of ${body}`);
      return `m-${ids};`;
    },
    drained: async () => {},
  });
  const queues = {
    ticks: queue('ticks'),
    actions: queue('actions'),
    follow: queue('follow'),
    notifications: queue('notifications'),
  };
  const sent = await poisonEveryQueue({ queues });
  expect(new Set(sent).size).toBe(12);
  let looks = 0;
  const log = () => {
    looks += 1;
    return lines.slice(0, looks === 1 ? 3 : lines.length).join('\n');
  };
  await refused(sent, { log });
  expect(looks).toBe(2);
});

import { createHmac, timingSafeEqual } from 'node:crypto';
import { expect, test } from 'vitest';
import { safePost } from './safe-post.ts';
import { signWebhook } from './sign-webhook.ts';
import { aMessage, HOSTILE } from './testing/a-message.ts';
import { httpsServer, type Received } from './testing/https-server.ts';
import { webhookNotifier } from './webhook-notifier.ts';

const NOW = Date.parse('2027-01-15T08:00:05.900Z');
const KEY = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

test('the specification’s own example has the specification’s own signature', () => {
  const body = '{"test": 2432232314}';
  expect(
    signWebhook({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1_614_265_330, body }, `whsec_${KEY}`),
  ).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

async function deliver(over = {}) {
  const { url, ca, received } = await httpsServer();
  const lookup = async () => [{ address: '127.0.0.1', family: 4 }];
  const post = safePost({ ca, lookup, isAllowed: () => true });
  await webhookNotifier({ name: 'w', url, secret: `whsec_${KEY}`, post, now: () => NOW }).send(aMessage(over));
  return received[0] as Received;
}

function isSigned({ headers, body }: Pick<Received, 'headers' | 'body'>): boolean {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const want = createHmac('sha256', Buffer.from(KEY, 'base64')).update(content).digest('base64');
  return timingSafeEqual(Buffer.from(`v1,${want}`), Buffer.from(String(headers['webhook-signature'])));
}

test('a receiver can check what it got, and that nobody changed it', async () => {
  const received = await deliver();
  expect(JSON.parse(received.body)).toEqual({
    id: 'message-1',
    kind: 'escalation',
    fleet: 'shop',
    incidentId: 'inc-7',
    atMs: Date.parse('2027-01-15T08:00:00Z'),
    subject: 'ARES shop: needs a person',
    words: 'cart on i-1 stays broken: 3 restarts did not help',
    facts: ['2027-01-15T08:00:00.000Z', 'Incident inc-7', 'Next: npx ares why inc-7'],
  });
  expect(received.headers['webhook-timestamp']).toBe(String(Math.floor(NOW / 1_000)));
  expect(isSigned(received)).toBe(true);
  expect(isSigned({ ...received, body: received.body.replace('cart', 'user') })).toBe(false);
  expect(isSigned({ ...received, headers: { ...received.headers, 'webhook-timestamp': '1' } })).toBe(false);
});

test('promise 29: no id starts a header of its own, and words arrive inert', async () => {
  const { headers, body } = await deliver({ id: 'ä\r\nx-injected: 1', words: HOSTILE });
  expect(headers).not.toHaveProperty('x-injected');
  expect(headers['webhook-id']).toBe('---x-injected:-1');
  expect(JSON.parse(body).words).not.toMatch(/\p{Cc}|\p{Cf}/u);
});

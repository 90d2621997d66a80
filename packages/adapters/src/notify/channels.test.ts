import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelNotifiers } from './channels.ts';
import type { PostRequest } from './safe-post.ts';
import { aMessage } from './testing/a-message.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const good = {
  ops: { kind: 'slack', url: 'https://hooks.slack.com/services/TOKEN' },
  'on-call': { kind: 'pagerduty', routingKey: 'r'.repeat(32), region: 'eu' },
  tickets: { kind: 'webhook', url: 'https://tickets.example.com/ares', secret: SECRET },
};

test('every channel by its name, with what is configured', async () => {
  const posted: PostRequest[] = [];
  const notifiers = channelNotifiers(JSON.stringify(good), { post: async (request) => void posted.push(request) });
  expect(notifiers.map(({ name }) => name)).toEqual(['ops', 'on-call', 'tickets']);
  for (const notifier of notifiers) await notifier.send(aMessage());
  expect(posted.map(({ url }) => url)).toEqual([
    'https://hooks.slack.com/services/TOKEN',
    'https://events.eu.pagerduty.com/v2/enqueue',
    'https://tickets.example.com/ares',
  ]);
});

test('no channels', () => expect(channelNotifiers('{}')).toEqual([]));

test.each([
  ['text that is no JSON', 'TOKEN', 'has to be a JSON object'],
  ['a list', '["TOKEN"]', 'has to be a JSON object'],
  ['an unknown kind', { ops: { kind: 'TOKEN' } }, 'ops.kind has to be slack, pagerduty or webhook'],
  ['a missing URL', { ops: { kind: 'slack' } }, 'ops.url is missing'],
  ['plain HTTP', { ops: { kind: 'slack', url: 'http://x.test/TOKEN' } }, 'ops.url has to begin with https://'],
  ['a password in a URL', { ops: { kind: 'slack', url: 'https://a:TOKEN@x.test/' } }, 'ops.url has to be without'],
  ['a bad routing key', { p: { kind: 'pagerduty', routingKey: 'TOKEN' } }, 'p.routingKey has to be 32'],
  ['an unknown region', { p: { ...good['on-call'], region: 'TOKEN' } }, 'p.region has to be us or eu'],
  ['a short secret', { w: { ...good.tickets, secret: 'whsec_TOKEN' } }, 'w.secret has to be whsec_'],
  ['a secret of another form', { w: { ...good.tickets, secret: `TOKEN${SECRET}` } }, 'w.secret has to be whsec_'],
  ['a field too many', { ops: { ...good.ops, TOKEN: 1 } }, 'ops has a field that is not known'],
  ['a name that is none', { 'https://TOKEN': good.ops }, '1 of its names'],
  ['a bad channel under a name that is none', { 'https://TOKEN': { kind: 'slack' } }, '(no name).url'],
  ['the name of the topic', { sns: good.ops }, '1 of its names'],
])('promise 33: %s is refused by its field, and nothing of the secret is told', (_, secret, words) => {
  const text = typeof secret === 'string' ? secret : JSON.stringify(secret);
  const parse = () => channelNotifiers(text);
  expect(parse).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  expect(parse).toThrow(words);
  expect(parse).not.toThrow('TOKEN');
});

test('promise 33: no text that is stored by mistake comes back in an error', () =>
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{12,40}$/), fc.json(), (token, json) => {
      for (const text of [token, `{"${token}":${json}}`, `{"ops":{"kind":"${token}"}}`, `{"ops":"${token}"}`])
        expect(() => channelNotifiers(text)).not.toThrow(token);
    }),
  ));

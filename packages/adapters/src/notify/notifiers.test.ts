import type { NotificationMessage } from '@ares/config/aws';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { pagerDutyNotifier } from './pagerduty-notifier.ts';
import type { PostRequest } from './safe-post.ts';
import { slackNotifier } from './slack-notifier.ts';
import { snsNotifier } from './sns-notifier.ts';
import { aMessage, HOSTILE } from './testing/a-message.ts';

const posted: PostRequest[] = [];
const post = async (request: PostRequest) => void posted.push(request);
const mock = mockClient(SNSClient);
beforeEach(() => {
  posted.length = 0;
  mock.reset();
});
const body = () => JSON.parse(posted.at(-1)?.body ?? '');

describe('SNS', () => {
  const notifier = snsNotifier({
    sns: new SNSClient({ region: 'eu-central-1' }),
    topicArn: 'arn:aws:sns:eu-central-1:1:ares',
    dashboardUrl: 'https://ares.example.com',
  });

  test('a subject and a text for people', async () => {
    mock.on(PublishCommand).resolves({});
    await notifier.send(aMessage());
    expect(mock.commandCalls(PublishCommand)[0]?.args[0].input).toEqual({
      TopicArn: 'arn:aws:sns:eu-central-1:1:ares',
      Subject: 'ARES shop: needs a person',
      Message: [
        'cart on i-1 stays broken: 3 restarts did not help',
        '2027-01-15T08:00:00.000Z',
        'Incident inc-7',
        'Next: npx ares why inc-7 --remote https://ares.example.com',
        'https://ares.example.com',
      ].join('\n'),
    });
  });

  test('promise 29: whatever the fleet and the words are, SNS takes the subject', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        mock.on(PublishCommand).resolves({});
        await notifier.send(aMessage({ fleet: text, words: text }));
        const { Subject } = mock.commandCalls(PublishCommand).at(-1)?.args[0].input ?? {};
        expect(Subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,99}$/);
      }),
    ));

  test('row 50: a topic that fails is an error', async () => {
    mock.on(PublishCommand).rejects(new Error('Rate exceeded'));
    await expect(notifier.send(aMessage())).rejects.toThrow('Rate exceeded');
  });
});

describe('Slack', () => {
  const notifier = slackNotifier({ name: 'ops', url: 'https://hooks.slack.com/services/X', post });

  test('plain text in blocks', async () => {
    await notifier.send(aMessage());
    expect(posted[0]?.url).toBe('https://hooks.slack.com/services/X');
    expect(body()).toEqual({
      text: 'ARES shop: needs a person',
      mrkdwn: false,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'ARES shop: needs a person', emoji: false } },
        {
          type: 'section',
          text: {
            type: 'plain_text',
            emoji: false,
            text: 'cart on i-1 stays broken: 3 restarts did not help\n2027-01-15T08:00:00.000Z\nIncident inc-7\nNext: npx ares why inc-7',
          },
        },
      ],
    });
  });

  test('promise 29: a log line mentions nobody and links nowhere', async () => {
    await notifier.send(aMessage({ words: HOSTILE, fleet: '<!channel>' }));
    expect(body().text).toBe('ARES &lt;!channel&gt;: needs a person');
    for (const { text } of body().blocks) expect(text.type).toBe('plain_text');
    expect(body().blocks[1].text.text.split('\n')).toHaveLength(4);
  });
});

describe('PagerDuty', () => {
  const notifier = pagerDutyNotifier({ name: 'on-call', routingKey: 'r'.repeat(32), region: 'us', post });
  const send = async (over: Partial<NotificationMessage>) => {
    await notifier.send(aMessage(over));
    return body();
  };

  test('an escalation triggers an alert of its incident', async () => {
    expect(await send({})).toEqual({
      routing_key: 'r'.repeat(32),
      event_action: 'trigger',
      dedup_key: 'inc-7',
      payload: {
        summary: 'ARES shop: needs a person: cart on i-1 stays broken: 3 restarts did not help',
        source: 'ARES shop',
        severity: 'critical',
        timestamp: '2027-01-15T08:00:00.000Z',
        custom_details: { facts: ['2027-01-15T08:00:00.000Z', 'Incident inc-7', 'Next: npx ares why inc-7'] },
      },
    });
    expect(posted[0]?.url).toBe('https://events.pagerduty.com/v2/enqueue');
  });

  test('the end of the incident resolves the same alert', async () => {
    expect(await send({ kind: 'resolved', id: 'message-2' })).toEqual({
      routing_key: 'r'.repeat(32),
      event_action: 'resolve',
      dedup_key: 'inc-7',
    });
  });

  test('row 6: a message about no incident is counted by its own id', async () => {
    const alarm = { ...aMessage({ kind: 'alarm' }), incidentId: undefined };
    const { incidentId: _, ...rest } = alarm;
    await notifier.send(rest);
    expect(body()).toMatchObject({ dedup_key: 'message-1', payload: { severity: 'error' } });
  });

  test('a summary that PagerDuty takes', async () => {
    expect((await send({ words: 'x'.repeat(5_000) })).payload.summary.length).toBeLessThanOrEqual(1_024);
  });

  test('accounts in Europe have their own endpoint', async () => {
    await pagerDutyNotifier({ name: 'eu', routingKey: 'r'.repeat(32), region: 'eu', post }).send(aMessage());
    expect(posted[0]?.url).toBe('https://events.eu.pagerduty.com/v2/enqueue');
  });
});

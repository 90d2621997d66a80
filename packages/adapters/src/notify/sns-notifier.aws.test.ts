import { randomUUID } from 'node:crypto';
import { CreateTopicCommand, DeleteTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, onTestFinished, test } from 'vitest';
import { snsNotifier } from './sns-notifier.ts';
import { aMessage, HOSTILE } from './testing/a-message.ts';

async function topic() {
  const sns = new SNSClient({});
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: `ares-${randomUUID()}` }));
  onTestFinished(async () => void (await sns.send(new DeleteTopicCommand({ TopicArn }))));
  return { sns, topicArn: TopicArn };
}

test('a topic takes every message, a hostile one too', async () => {
  const notifier = snsNotifier(await topic());
  await notifier.send(aMessage());
  await notifier.send(aMessage({ words: HOSTILE, fleet: HOSTILE }));
});

test('row 50: a topic that is not there is an error', async () => {
  const { sns, topicArn } = await topic();
  await expect(snsNotifier({ sns, topicArn: `${topicArn}-gone` }).send(aMessage())).rejects.toThrow();
});

import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { describe } from './describe.ts';
import type { Notifier, NotifierOptions } from './notifier.ts';

const TIMEOUT_MS = 10_000;
const SUBJECT_CHARS_MAX = 100;
/** A subject takes ASCII alone. */
const NOT_PRINTABLE_ASCII = /[^\x20-\x7e]/g;

export interface SnsOptions extends NotifierOptions {
  readonly sns: SNSClient;
  readonly topicArn: string;
}

export const snsNotifier = ({ sns, topicArn, ...options }: SnsOptions): Notifier => ({
  name: 'sns',
  async send(message) {
    const { subject, words, facts } = describe(message, options);
    const request = new PublishCommand({
      TopicArn: topicArn,
      Subject: subject.replace(NOT_PRINTABLE_ASCII, '?').slice(0, SUBJECT_CHARS_MAX),
      Message: [words, ...facts].join('\n'),
    });
    await sns.send(request, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
  },
});

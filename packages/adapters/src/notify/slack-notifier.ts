import { describe } from './describe.ts';
import type { Notifier, NotifierOptions } from './notifier.ts';
import type { Post } from './safe-post.ts';

const HEADER_CHARS_MAX = 150;

export interface SlackOptions extends NotifierOptions {
  readonly name: string;
  readonly url: string;
  readonly post: Post;
}

/** An incoming webhook of Slack, or of what speaks like it. */
export const slackNotifier = ({ name, url, post, ...options }: SlackOptions): Notifier => ({
  name,
  async send(message) {
    const { subject, words, facts } = describe(message, options);
    await post({ url, headers: {}, body: JSON.stringify(toSlack(subject, [words, ...facts].join('\n'))) });
  },
});

/** Blocks of plain text, so that nothing in the words is a mention, a link or markup; `text` is for notifications. */
const toSlack = (subject: string, text: string) => ({
  text: escapeMarkup(subject),
  mrkdwn: false,
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: subject.slice(0, HEADER_CHARS_MAX), emoji: false } },
    { type: 'section', text: { type: 'plain_text', text, emoji: false } },
  ],
});

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

import { describe } from './describe.ts';
import type { Notifier, NotifierOptions } from './notifier.ts';
import type { Post } from './safe-post.ts';
import { signWebhook } from './sign-webhook.ts';

export interface WebhookOptions extends NotifierOptions {
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  readonly post: Post;
  /** @default Date.now */
  readonly now?: () => number;
}

const ID_CHARS_MAX = 128;
/** The id stands in a header too. */
const NO_HEADER_CHARS = /[^\x21-\x7e]/g;

/** A message as signed JSON; `docs/notify.md` tells receivers what is in it and how to check it. */
export const webhookNotifier = ({ name, url, secret, post, now = Date.now, ...options }: WebhookOptions): Notifier => ({
  name,
  async send(message) {
    const { subject, words, facts } = describe(message, options);
    const id = message.id.replace(NO_HEADER_CHARS, '-').slice(0, ID_CHARS_MAX);
    const { kind, fleet, incidentId, atMs } = message;
    const body = JSON.stringify({ id, kind, fleet, incidentId, atMs, subject, words, facts });
    const timestampSeconds = Math.floor(now() / 1_000);
    await post({ url, headers: signWebhook({ id, timestampSeconds, body }, secret), body });
  },
});

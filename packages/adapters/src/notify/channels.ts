import { AresError } from '@ares/core';
import type { z } from 'zod';
import { parseJson } from '../http/parse-json.ts';
import { type Channel, channelsSchema } from './channel-schema.ts';
import type { Notifier, NotifierOptions } from './notifier.ts';
import { pagerDutyNotifier } from './pagerduty-notifier.ts';
import { type Post, safePost } from './safe-post.ts';
import { slackNotifier } from './slack-notifier.ts';
import { webhookNotifier } from './webhook-notifier.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

export interface ChannelOptions extends NotifierOptions {
  /** @default a `safePost` to public addresses */
  readonly post?: Post;
}

/**
 * The channels of the secret that `docs/notify.md` describes; none for `{}`.
 * @throws AresError CONFIG_INVALID naming the fields, and never what stands in them
 */
export function channelNotifiers(
  secretText: string,
  { post = safePost(), ...options }: ChannelOptions = {},
): Notifier[] {
  const parsed = channelsSchema.safeParse(parseJson(secretText));
  if (!parsed.success) throw invalid(parsed.error.issues.map(describeIssue));
  const misnamed = Object.keys(parsed.data).filter((name) => !NAME.test(name) || name === 'sns');
  if (misnamed.length > 0)
    throw invalid([`${misnamed.length} of its names: a name is 1 to 32 of a-z, 0-9 and -, and not sns`]);
  return Object.entries(parsed.data).map(([name, config]) => toNotifier(config, { name, post, ...options }));
}

function toNotifier(config: Channel, common: { name: string; post: Post } & NotifierOptions): Notifier {
  switch (config.kind) {
    case 'slack':
      return slackNotifier({ ...common, ...config });
    case 'pagerduty':
      return pagerDutyNotifier({ ...common, ...config });
    case 'webhook':
      return webhookNotifier({ ...common, ...config });
  }
}

/** Keys come from the secret too: one that is no name is not repeated. */
function describeIssue({ path, code, message }: z.core.$ZodIssue): string {
  const where = path.map((key, i) => (i > 0 || NAME.test(String(key)) ? String(key) : '(no name)')).join('.');
  const what = code === 'unrecognized_keys' ? 'has a field that is not known' : message;
  return [where, what].filter(Boolean).join(' ');
}

const invalid = (problems: readonly string[]) =>
  new AresError('CONFIG_INVALID', `the secret of the channels: ${problems.join('; ')}; see docs/notify.md`);

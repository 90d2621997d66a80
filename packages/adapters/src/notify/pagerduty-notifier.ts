import type { NotificationMessage } from '@ares/config/aws';
import { describe } from './describe.ts';
import type { Notifier, NotifierOptions } from './notifier.ts';
import type { Post } from './safe-post.ts';

const endpoints = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
} as const;

export interface PagerDutyOptions extends NotifierOptions {
  readonly name: string;
  readonly routingKey: string;
  readonly region: keyof typeof endpoints;
  readonly post: Post;
}

const SUMMARY_CHARS_MAX = 1_024;
const severities = { escalation: 'critical', alarm: 'error' } as const;

/** Events API v2: what is told twice of an incident is one alert, and its end resolves it. */
export const pagerDutyNotifier = ({ name, routingKey, region, post, ...options }: PagerDutyOptions): Notifier => ({
  name,
  async send(message) {
    const event = {
      routing_key: routingKey,
      dedup_key: message.incidentId ?? message.id,
      ...(message.kind === 'resolved'
        ? { event_action: 'resolve' }
        : { event_action: 'trigger', payload: toPayload(message, severities[message.kind], options) }),
    };
    await post({ url: endpoints[region], headers: {}, body: JSON.stringify(event) });
  },
});

function toPayload(message: NotificationMessage, severity: string, options: NotifierOptions) {
  const { fleet, subject, words, facts } = describe(message, options);
  return {
    summary: `${subject}: ${words}`.slice(0, SUMMARY_CHARS_MAX),
    source: `ARES ${fleet}`,
    severity,
    timestamp: new Date(message.atMs).toISOString(),
    custom_details: { facts },
  };
}

import type { NotificationMessage } from '@ares/config/aws';

export const aMessage = (over: Partial<NotificationMessage> = {}): NotificationMessage => ({
  id: 'message-1',
  fleet: 'shop',
  kind: 'escalation',
  incidentId: 'inc-7',
  words: 'cart on i-1 stays broken: 3 restarts did not help',
  atMs: Date.parse('2027-01-15T08:00:00Z'),
  ...over,
});

/** What a hostile log line may bring along. */
export const HOSTILE =
  '<!channel> *x* <https://evil.test|ok>\r\nSubject: y \u001b[31m\u0000 \u202ecod.exe\u2028\ud800 end';

import type { NotificationMessage } from '@ares/config/aws';
import { inert } from './inert.ts';
import type { NotifierOptions } from './notifier.ts';

const WORDS_CHARS_MAX = 1_000;
const NAME_CHARS_MAX = 128;

const kinds = { escalation: 'needs a person', alarm: 'alarm', resolved: 'resolved' } as const;

/** A message in words for people, made inert. */
export interface Description {
  readonly fleet: string;
  /** Which fleet, and what it is about. */
  readonly subject: string;
  readonly words: string;
  /** When it was, about which incident, and what to do next, one line each. */
  readonly facts: readonly string[];
}

export function describe(message: NotificationMessage, { dashboardUrl }: NotifierOptions): Description {
  const incidentId = message.incidentId === undefined ? undefined : inert(message.incidentId, NAME_CHARS_MAX);
  const fleet = inert(message.fleet, NAME_CHARS_MAX);
  return {
    fleet,
    subject: `ARES ${fleet}: ${kinds[message.kind]}`,
    words: inert(message.words, WORDS_CHARS_MAX),
    facts: [
      new Date(message.atMs).toISOString(),
      ...(incidentId === undefined ? [] : [`Incident ${incidentId}`]),
      `Next: ${nextCommand(incidentId, dashboardUrl)}`,
      ...(dashboardUrl === undefined ? [] : [dashboardUrl]),
    ],
  };
}

/** Works as it stands, on the machine of whoever reads it. */
function nextCommand(incidentId: string | undefined, dashboardUrl: string | undefined): string {
  const command = incidentId === undefined ? 'npx ares status' : `npx ares why ${incidentId}`;
  return dashboardUrl === undefined ? command : `${command} --remote ${dashboardUrl}`;
}

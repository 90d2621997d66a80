import type { Incident, TimelineEvent } from '../model/incident.ts';
import type { OutboxMessage } from '../model/knowledge.ts';
import type { EpochMs } from '../model/time.ts';

export interface Escalation {
  readonly event: TimelineEvent;
  readonly message: OutboxMessage;
}

/** A person is called, once for an incident. */
export function escalationOf(incident: Incident, reason: string, atMs: EpochMs): Escalation {
  const words = `${incident.service}: ${incident.symptom}; ${reason}`;
  const incidentId = incident.id;
  return {
    event: { incidentId, atMs, kind: 'escalated', words, data: { reason } },
    message: { id: `${incidentId}.escalation`, kind: 'escalation', incidentId, words, atMs },
  };
}

/** Who was called is told that it is over. */
export const resolutionOf = (incident: Incident, reason: string, atMs: EpochMs): readonly OutboxMessage[] => {
  if (incident.state !== 'escalated') return [];
  const words = `${incident.service}: ${incident.symptom} is over; ${reason}`;
  return [{ id: `${incident.id}.resolved`, kind: 'resolved', incidentId: incident.id, words, atMs }];
};

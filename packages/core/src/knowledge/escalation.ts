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

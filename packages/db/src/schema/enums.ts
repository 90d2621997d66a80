import { ares } from './ares.ts';

export const symptom = ares.enum('symptom', [
  'crash',
  'hang',
  'unhealthy',
  'cpu-overload',
  'memory-growth',
  'latency',
  'errors',
  'host-down',
  'telemetry-loss',
]);

export const incidentState = ares.enum('incident_state', [
  'open',
  'escalated',
  'healed',
  'recovered',
  'target-gone',
  'human',
]);

export const weight = ares.enum('weight', ['act', 'tell']);

export const timelineKind = ares.enum('timeline_kind', [
  'detected',
  'changed',
  'localized',
  'decided',
  'intent',
  'sent',
  'result',
  'verified',
  'escalated',
  'closed',
  'docker-restart',
]);

export const actionKind = ares.enum('action_kind', ['restart', 'recycle', 'scale-out', 'scale-in', 'capture']);

export const actionState = ares.enum('action_state', [
  'intended',
  'sending',
  'sent',
  'verifying',
  'unknown',
  'finished',
]);

export const outcome = ares.enum('outcome', [
  'effective',
  'ineffective',
  'inconclusive',
  'unknown',
  'blocked',
  'refused',
  'expired',
  'cancelled',
]);

export const outboxKind = ares.enum('outbox_kind', ['escalation', 'alarm', 'resolved']);

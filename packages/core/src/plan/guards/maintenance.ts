import type { Guard } from '../plan-input.ts';

/** A window that somebody declared, or a deploy that was seen; both end by themselves. */
export const maintenance: Guard = ({ fleet, memory, diagnosis }) => {
  const { policy, nowMs } = fleet;
  const { service } = diagnosis.verdict;
  const window = policy.maintenance.find(
    (w) => w.fromMs <= nowMs && nowMs < w.toMs && (w.services.length === 0 || w.services.includes(service)),
  );
  if (window) return { reason: 'maintenance window', retryAtMs: window.toMs };
  const untilMs = (memory?.deploySeenAtMs ?? Number.NEGATIVE_INFINITY) + policy.deployGraceMs;
  return nowMs < untilMs
    ? { reason: 'a deploy was seen: image or configuration changed', retryAtMs: untilMs }
    : undefined;
};

import type { Guard } from '../plan-input.ts';

export const storm: Guard = ({ stormUntilMs, fleet }) =>
  stormUntilMs !== undefined && fleet.nowMs < stormUntilMs
    ? { reason: 'too many services with a root of their own at once', retryAtMs: stormUntilMs }
    : undefined;

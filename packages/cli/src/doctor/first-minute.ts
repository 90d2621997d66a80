import type { HostSnapshot } from '@ares/core';

/** Scrapes, rules and rates need half a minute after a start; twice that is waited for. */
export const FIRST_MINUTE_MS = 60_000;

/** Since when this ARES is there: its agent, or the oldest managed container if that is younger. */
export const startedAtMs = ({ agentStartedAtMs, containers }: HostSnapshot): number =>
  containers.length === 0
    ? agentStartedAtMs
    : Math.max(agentStartedAtMs, Math.min(...containers.map((container) => container.startedAtMs)));

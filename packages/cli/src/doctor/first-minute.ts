import type { HostSnapshot } from '@ares/core';

/** Scrapes, rules and rates need half a minute after a start; twice that is waited for. */
export const FIRST_MINUTE_MS = 60_000;

/**
 * Since when there is something to measure and somebody who does: the agent, or the oldest managed container if that
 * is younger. Undefined without a managed container.
 */
export const startedAtMs = ({ agentStartedAtMs, containers }: HostSnapshot): number | undefined =>
  containers.length === 0 ? undefined : Math.max(agentStartedAtMs, Math.min(...containers.map((c) => c.startedAtMs)));

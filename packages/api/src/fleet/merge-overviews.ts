import type { EpochMs, FleetOverview, KillSwitch } from '@ares/core';

/** So far may a shard lie behind the newest before its hosts count as not read: more than two slots. */
const BEHIND_MS = 40_000;

/**
 * All shards as one fleet. Its last tick is the oldest of those that keep up; what the others know is of their own
 * last tick, so their hosts are silent since then. One shard that stands still hides nothing of the rest.
 */
export function mergeOverviews(overviews: readonly FleetOverview[], killSwitch: KillSwitch): FleetOverview {
  const ticks = overviews.map(({ lastTickAtMs }) => lastTickAtMs).filter((atMs) => atMs !== undefined);
  const keptUp = Math.max(...ticks) - BEHIND_MS;
  const [newest] = overviews.toSorted((a, b) => (b.lastTickAtMs ?? 0) - (a.lastTickAtMs ?? 0));
  const { policyVersion, policyRejected } = newest ?? {};
  return {
    killSwitch,
    ...(ticks.length === 0 ? {} : { lastTickAtMs: Math.min(...ticks.filter((atMs) => atMs >= keptUp)) }),
    services: overviews.flatMap(({ services }) => services).toSorted((a, b) => (a.serviceId < b.serviceId ? -1 : 1)),
    openIncidents: overviews
      .flatMap(({ openIncidents }) => openIncidents)
      .toSorted((a, b) => b.detectedAtMs - a.detectedAtMs),
    decisions: Object.assign({}, ...overviews.map(({ decisions }) => decisions)),
    inFlight: overviews.flatMap(({ inFlight }) => inFlight),
    silentHosts: Object.assign({}, ...overviews.map((overview) => silentIn(overview, keptUp))),
    ...(policyVersion === undefined ? {} : { policyVersion }),
    ...(policyRejected === undefined ? {} : { policyRejected }),
    labelProblems: overviews.flatMap(({ labelProblems }) => labelProblems),
  };
}

function silentIn(
  { lastTickAtMs, services, silentHosts }: FleetOverview,
  keptUp: EpochMs,
): FleetOverview['silentHosts'] {
  if (lastTickAtMs === undefined || lastTickAtMs >= keptUp) return silentHosts;
  return { ...Object.fromEntries(services.map(({ hostId }) => [hostId, lastTickAtMs])), ...silentHosts };
}

import { isAtLeast, SSM_AGENT_MIN } from '../fleet/agent-version.ts';
import type { FleetHost, HostSsmAgent } from '../fleet/fleet-hosts.ts';

/** A host that is not asked, or that did not take the release yet. */
export interface LeftHost {
  readonly hostId: string;
  /** Said of one host and of several */
  readonly why: string;
}

/**
 * Parts the hosts into those that SSM reaches now and those that have to wait.
 * @param later says what brings it to those that do not run
 */
export function reachable(
  hosts: readonly FleetHost[],
  agents: ReadonlyMap<string, HostSsmAgent>,
  later: string,
): { readonly ready: readonly string[]; readonly left: readonly LeftHost[] } {
  const all = hosts.map((host) => ({ hostId: host.hostId, why: hindrance(host, agents.get(host.hostId), later) }));
  return {
    ready: all.filter(({ why }) => why === undefined).map(({ hostId }) => hostId),
    left: all.flatMap(({ hostId, why }) => (why === undefined ? [] : [{ hostId, why }])),
  };
}

function hindrance({ state }: FleetHost, agent: HostSsmAgent | undefined, later: string): string | undefined {
  if (state !== 'running') return `${state}, and ${later}`;
  if (!agent) return 'not known to SSM, see `npx ares doctor --fleet`';
  if (agent.status !== 'Online') return `SSM agent ${agent.status}, see \`npx ares doctor --fleet\``;
  if (!isAtLeast(agent.version, SSM_AGENT_MIN)) return 'SSM agent too old, see `npx ares doctor --fleet`';
  return undefined;
}

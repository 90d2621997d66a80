import { isAtLeast, SSM_AGENT_MIN } from '../fleet/agent-version.ts';
import type { FleetHost, HostSsmAgent } from '../fleet/fleet-hosts.ts';

/** A host that is not asked, or that did not take the release yet. */
export interface LeftHost {
  readonly hostId: string;
  /** Said of one host and of several */
  readonly why: string;
}

/** Parts the hosts into those that SSM reaches now and those that have to wait. */
export function reachable(
  hosts: readonly FleetHost[],
  agents: ReadonlyMap<string, HostSsmAgent>,
): { readonly ready: readonly string[]; readonly left: readonly LeftHost[] } {
  const all = hosts.map((host) => ({ hostId: host.hostId, why: hindrance(host, agents.get(host.hostId)) }));
  return {
    ready: all.filter(({ why }) => why === undefined).map(({ hostId }) => hostId),
    left: all.flatMap(({ hostId, why }) => (why === undefined ? [] : [{ hostId, why }])),
  };
}

function hindrance({ state }: FleetHost, agent: HostSsmAgent | undefined): string | undefined {
  if (state !== 'running') return `${state}, and the next boot takes the release`;
  if (!agent) return 'not known to SSM, see `npx ares doctor --fleet`';
  if (agent.status !== 'Online') return `SSM agent ${agent.status}, see \`npx ares doctor --fleet\``;
  if (!isAtLeast(agent.version, SSM_AGENT_MIN)) return 'SSM agent too old, see `npx ares doctor --fleet`';
  return undefined;
}

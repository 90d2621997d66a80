import { hostAgentReader } from '@ares/adapters/host-agent';
import { Agent } from '@ares/adapters/http';
import type { Roster } from '@ares/adapters/postgres';
import { prometheusReader } from '@ares/adapters/prometheus';
import { HOST_AGENT_PORT, PROMETHEUS_PORT } from '@ares/config/aws';
import { AresError, type HostReader, type HostRef, type MetricReader } from '@ares/core';

/** Idle connections of shards that others tick by now are closed: there may be hundreds of hosts. */
const IDLE_MS = 20_000;

/** Reads host agents and Prometheus by the addresses of the roster; connections last from one invocation to the next. */
export function shardReaders(
  roster: Pick<Roster, 'hosts'>,
  { agentPort = HOST_AGENT_PORT, prometheusPort = PROMETHEUS_PORT } = {},
): { hosts: HostReader; metrics: MetricReader } {
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  const addresses = new Map<string, string>();
  const urlOf = ({ hostId }: HostRef, port: number): string => {
    const address = addresses.get(hostId);
    if (address === undefined) throw new AresError('HOST_UNREACHABLE', `the host ${hostId} is in no roster`);
    return `http://${address}:${port}`;
  };
  return {
    hosts: {
      async hosts(shard) {
        const entries = await roster.hosts(shard);
        for (const { hostId, address } of entries) addresses.set(hostId, address);
        return entries.map(({ hostId }) => ({ hostId }));
      },
      snapshot: (host, timeoutMs) =>
        overBrokenLine(() => {
          const agents = [{ ...host, url: urlOf(host, agentPort) }];
          return hostAgentReader({ agents, agent }).snapshot(host, timeoutMs);
        }),
    },
    metrics: {
      read: (host, timeoutMs) =>
        overBrokenLine(() => prometheusReader({ url: urlOf(host, prometheusPort), agent }).read(host, timeoutMs)),
    },
  };
}

/**
 * Once more where a kept connection broke: the other side closes it while this environment is frozen between two
 * invocations, and that is no sign of a host that is down.
 */
async function overBrokenLine<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AresError && isBroken(error.cause))) throw error;
    return read();
  }
}

const isBroken = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && ['ECONNRESET', 'EPIPE'].includes(String(cause.code));

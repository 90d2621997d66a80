import { Agent } from 'node:http';
import { AresError, type HostReader, type HostRef, type HostSnapshot } from '@ares/core';
import type * as z from 'zod';
import { toDotPath } from 'zod/v4/core';
import { boundedRequest } from '../http/bounded-request.ts';
import { parseJson } from '../http/parse-json.ts';
import { followWakes, type Wake } from './follow-wakes.ts';
import { snapshotSchema } from './snapshot-schema.ts';

export interface HostAgentReaderOptions {
  readonly agents: readonly AgentAddress[];
  /** Larger answers are refused. @default 5 MiB */
  readonly maxBytes?: number;
  /** Keeps the connections. @default one of its own */
  readonly agent?: Agent;
}

export interface AgentAddress extends HostRef {
  /** `http://address:port` */
  readonly url: string;
}

export interface HostAgentReader extends HostReader {
  /**
   * Calls back for each wake of any agent, and after each new connection, since wakes may have been missed before it.
   * Agents that cannot be reached are tried for ever. Returns how to end it.
   */
  subscribe(onWake: (wake: HostWake) => void): () => void;
}

export interface HostWake extends Wake, HostRef {}

const MAX_BYTES = 5 * 1024 * 1024;

/** Reads host agents over HTTP. All of them are of one shard. */
export function hostAgentReader({ agents, maxBytes = MAX_BYTES, agent }: HostAgentReaderOptions): HostAgentReader {
  const keepAlive = agent ?? new Agent({ keepAlive: true });
  const urls = new Map(agents.map(({ hostId, url }) => [hostId, url]));
  return {
    hosts: async () => agents.map(({ hostId }) => ({ hostId })),
    async snapshot({ hostId }, timeoutMs) {
      const url = urls.get(hostId);
      if (url === undefined) throw new AresError('HOST_UNREACHABLE', `no host agent is known for the host ${hostId}`);
      try {
        const request = { server: url, path: '/v1/snapshot', timeoutMs, maxBytes, agent: keepAlive };
        return parse(await boundedRequest(request), hostId);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new AresError('HOST_UNREACHABLE', `host agent of ${hostId} at ${url}: ${reason}`, {
          retryable: true,
          cause,
        });
      }
    },
    subscribe(onWake) {
      const stops = agents.map(({ hostId, url }) => followWakes(url, (wake) => onWake({ ...wake, hostId })));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function parse({ status, text }: { status: number; text: string }, hostId: string): HostSnapshot {
  if (status !== 200) throw new Error(`HTTP ${status}`);
  const json = parseJson(text);
  if (json === undefined) throw new Error('its snapshot is no JSON');
  const parsed = snapshotSchema.safeParse(json);
  if (!parsed.success) throw new Error(`its snapshot is malformed: ${firstIssue(parsed.error)}`);
  if (parsed.data.hostId === hostId) return parsed.data;
  throw new Error(`it is the agent of the host ${parsed.data.hostId}; set ARES_HOST_ID alike on both sides`);
}

/** `containers[3].state: Invalid option: …` */
const firstIssue = ({ issues: [issue] }: z.ZodError): string =>
  issue === undefined ? '' : `${toDotPath(issue.path)}: ${issue.message}`;

import { isIPv4 } from 'node:net';
import { AresError } from '@ares/core';
import * as z from 'zod';
import { type BoundedResponse, boundedRequest } from '../http/bounded-request.ts';
import { Agent } from '../http/node-http.ts';
import { containerFacts } from './container-facts.ts';
import type { DockerEngine, ListedContainer } from './docker-engine.ts';
import { inspectSchema, listSchema, networkSchema } from './docker-schemas.ts';
import { lineSplitter } from './line-splitter.ts';
import { openEventStream } from './open-event-stream.ts';
import { toEvent } from './to-event.ts';

export interface DockerClientOptions {
  /** Path of the daemon's Unix socket. */
  readonly socketPath: string;
  /** Deadline of each call. */
  readonly timeoutMs: number;
}

const ANSWER_BYTES_MAX = 32 * 1024 * 1024;
const MANAGED = encodeURIComponent(JSON.stringify({ label: ['ares.service'] }));

/** Reads a Docker daemon over its socket, in whatever API version the daemon prefers. */
export function dockerClient({ socketPath, timeoutMs }: DockerClientOptions): DockerEngine {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });

  const get = async (path: string): Promise<BoundedResponse> => {
    try {
      return await boundedRequest({ server: socketPath, path, timeoutMs, maxBytes: ANSWER_BYTES_MAX, agent });
    } catch (cause) {
      throw unavailable(path, cause instanceof Error ? cause.message : String(cause), cause);
    }
  };

  return {
    async ping() {
      expectOk('/_ping', await get('/_ping'));
    },
    async generation() {
      const answer = await get('/networks/bridge');
      // Docker makes its default bridge anew at each start, and a daemon may be told to do without.
      return answer.status === 404 ? '' : read('/networks/bridge', answer, networkSchema).Created;
    },
    async bridgeAddress() {
      const answer = await get('/networks/bridge');
      if (answer.status === 404) return undefined;
      const { IPAM } = read('/networks/bridge', answer, networkSchema);
      return IPAM.Config.map(({ Gateway }) => Gateway).find((address) => isIPv4(address));
    },
    async list() {
      const path = `/containers/json?all=1&filters=${MANAGED}`;
      return read(path, await get(path), listSchema).map(toListed);
    },
    async inspect(id) {
      const path = `/containers/${id}/json`;
      const answer = await get(path);
      return answer.status === 404 ? undefined : containerFacts(read(path, answer, inspectSchema));
    },
    async recentEvents(sinceMs) {
      const path = `/events?since=${stamp(sinceMs)}&until=${stamp(Date.now())}`;
      const lines: string[] = [];
      lineSplitter((line) => lines.push(line))(`${expectOk(path, await get(path)).text}\n`);
      return lines.map(toEvent).filter((event) => event !== undefined);
    },
    async openEvents(sinceMs, onEvent) {
      const path = `/events?since=${stamp(sinceMs)}`;
      try {
        return await openEventStream({ socketPath, path, timeoutMs }, onEvent);
      } catch (cause) {
        throw unavailable(path, cause instanceof Error ? cause.message : String(cause), cause);
      }
    },
  };
}

const stamp = (ms: number): string => (ms / 1_000).toFixed(3);

const unavailable = (path: string, reason: string, cause?: unknown): AresError =>
  new AresError('DOCKER_UNAVAILABLE', `Docker, asked for ${path.split('?', 1)[0]}: ${reason}`, {
    retryable: true,
    cause,
  });

function expectOk(path: string, answer: BoundedResponse): BoundedResponse {
  if (answer.status === 200) return answer;
  throw unavailable(path, `HTTP ${answer.status} ${answer.text.slice(0, 200)}`);
}

function read<T>(path: string, answer: BoundedResponse, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(expectOk(path, answer).text));
  } catch (cause) {
    if (cause instanceof AresError) throw cause;
    throw unavailable(path, cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause), cause);
  }
}

/** The words `(healthy)` in a status stay, the time that it tells goes. */
function toListed({ Id, Names, State, Status, NetworkSettings }: z.output<typeof listSchema>[number]): ListedContainer {
  const health = /\(([^()]*)\)$/.exec(Status)?.[1] ?? '';
  const addresses = Object.values(NetworkSettings?.Networks ?? {}).map((network) => network.IPAddress);
  return { id: Id, fingerprint: [State, health, ...Names, ...addresses].join(' ') };
}

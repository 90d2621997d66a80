import { createServer, type RequestListener, type Server } from 'node:http';
import { HOST_AGENT_PORT, type HostEntry, PROMETHEUS_PORT } from '@ares/config/aws';
import { featuresText } from './features-text.ts';
import type { HostState, HostTrouble } from './host-state.ts';
import { snapshotText } from './snapshot-text.ts';

/** Sums since the start. */
export interface HostsUse {
  readonly snapshots: number;
  readonly queries: number;
  readonly hostBytes: number;
}

export interface StubHosts {
  use(): HostsUse;
  trouble(index: number, trouble: HostTrouble): void;
  close(): Promise<void>;
}

/** Host agent and Prometheus of each host, as servers at its address. */
export async function stubHosts(entries: readonly HostEntry[]): Promise<StubHosts> {
  const use = { snapshots: 0, queries: 0, hostBytes: 0 };
  const hosts: HostState[] = entries.map((entry) => ({ ...entry, trouble: 'none' }));
  const answering =
    (host: HostState, count: 'snapshots' | 'queries', text: () => string): RequestListener =>
    (request, response) => {
      use[count] += 1;
      request.resume();
      if (host.trouble === 'silent') return;
      const body = text();
      use.hostBytes += Buffer.byteLength(body);
      response.setHeader('content-type', 'application/json').end(body);
    };
  const servers = hosts.flatMap((host) => [
    listen(
      host,
      HOST_AGENT_PORT,
      answering(host, 'snapshots', () => snapshotText(host, Date.now())),
    ),
    listen(
      host,
      PROMETHEUS_PORT,
      answering(host, 'queries', () => featuresText(Date.now())),
    ),
  ]);
  const close = async () => {
    for (const server of await Promise.allSettled(servers)) if (server.status === 'fulfilled') end(server.value);
  };
  await Promise.all(servers).catch(async (error) => {
    await close();
    throw error;
  });
  return {
    use: () => ({ ...use }),
    trouble(index, trouble) {
      const host = hosts[index];
      if (host === undefined) throw new RangeError(`there is no host ${index}`);
      host.trouble = trouble;
    },
    close,
  };
}

async function listen({ address }: HostState, port: number, listener: RequestListener): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const words = (error: Error) =>
    new Error(
      `a host at ${address}:${port} is not possible (${error.message}): this needs Linux, and port ${port} free`,
    );
  server.once('error', (error) => reject(words(error))).listen(port, address, resolve);
  await promise;
  return server;
}

function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}

import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from '@ares/adapters/http';

export interface Listening {
  readonly port: number;
  /**
   * Serves one more address, on the same port.
   * @throws Error that names the address and what to do
   */
  add(address: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves on each address, all on the same port.
 * @param port 0 takes a free one
 * @throws Error that names the address and what to do
 */
export async function listen(
  listener: RequestListener,
  addresses: readonly string[],
  port: number,
): Promise<Listening> {
  const servers: Server[] = [];
  let common = port;
  const add = async (address: string): Promise<void> => {
    const server = createServer({ keepAliveTimeout: 75_000, requestTimeout: 10_000 }, listener);
    common = await bind(server, address, common);
    servers.push(server);
  };
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(closeServer));
  };
  try {
    for (const address of addresses) await add(address);
  } catch (error) {
    await close();
    throw error;
  }
  return { port: common, add, close };
}

function bind(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new Error(`cannot listen on ${address}:${port}: ${remedyOf(cause)}`, { cause })),
    );
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
}

function remedyOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'the port is in use; stop what holds it or set ARES_AGENT_PORT to a free one';
  if (code === 'EADDRNOTAVAIL') return 'this host has no such address; correct ARES_AGENT_LISTEN';
  return message;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

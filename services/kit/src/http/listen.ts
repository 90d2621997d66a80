import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longer than any client's idle time, so that it is the client who closes and no request meets a closing socket. */
const keepAliveMs = 75_000;

export function createHttpServer(listener: RequestListener): Server {
  const server = createServer({ keepAliveTimeout: keepAliveMs, requestTimeout: 30_000, noDelay: true }, listener);
  server.headersTimeout = 20_000;
  return server;
}

/** @returns the port that the server listens on */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error(`cannot listen on port ${port}: ${cause.message}`, { cause })));
    server.listen(port, () => resolve((server.address() as AddressInfo).port));
  });
}

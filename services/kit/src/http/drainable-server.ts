import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DrainableServer {
  /**
   * @param host address to listen on; all if undefined
   * @returns the port that it listens on; differs from `port` if that is 0
   */
  listen(port: number, host: string | undefined): Promise<number>;
  /**
   * Stops accepting and waits until the requests in flight are answered, at most `deadlineMs`.
   * @returns how many requests had to be cut
   */
  close(deadlineMs: number): Promise<number>;
}

/** Longer than any client's idle time, so that it is the client who closes and no request meets a closing socket. */
const keepAliveMs = 75_000;
const sweepMs = 25;

export function drainableServer(listener: RequestListener): DrainableServer {
  const server = createServer({ keepAliveTimeout: keepAliveMs, requestTimeout: 30_000, noDelay: true }, listener);
  server.headersTimeout = 20_000;
  let inFlight = 0;
  server.on('request', (_req, res) => {
    inFlight += 1;
    res.once('close', () => {
      inFlight -= 1;
    });
  });
  return {
    listen: (port, host) => listen(server, port, host),
    close: (deadlineMs) => close(server, deadlineMs, () => inFlight),
  };
}

function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error(`cannot listen on port ${port}: ${cause.message}`, { cause })));
    server.listen({ port, host }, () => resolve((server.address() as AddressInfo).port));
  });
}

async function close(server: Server, deadlineMs: number, inFlight: () => number): Promise<number> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const endMs = performance.now() + deadlineMs;
  let cut = 0;
  // Node does not count a connection that never sent a request as idle: with nothing in flight, all may go.
  const sweep = setInterval(() => {
    const late = performance.now() > endMs;
    if (late) cut = inFlight();
    if (late || inFlight() === 0) server.closeAllConnections();
    else server.closeIdleConnections();
  }, sweepMs);
  await closed;
  clearInterval(sweep);
  return cut;
}

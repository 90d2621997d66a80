import type { Server } from 'node:http';

const sweepMs = 50;

/**
 * Stops accepting and waits until the requests in flight are answered, at most `deadlineMs`.
 * @returns how many connections had to be cut
 */
export async function closeServer(server: Server, deadlineMs: number): Promise<number> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection becomes idle only after its last answer: keep sweeping.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  const deadline = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => deadline.resolve('late'), deadlineMs);
  const outcome = await Promise.race([closed, deadline.promise]);
  clearInterval(sweep);
  clearTimeout(timer);
  return outcome === 'late' ? cutConnections(server) : 0;
}

async function cutConnections(server: Server): Promise<number> {
  const open = await new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count ?? 0)));
  server.closeAllConnections();
  return open;
}

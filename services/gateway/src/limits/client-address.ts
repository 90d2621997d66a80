import type { IncomingMessage } from 'node:http';

const mappedPrefix = '::ffff:';

/** The address at the other end of the connection; an IPv4 one in its own form even on a dual-stack socket. */
export function peerOf(req: IncomingMessage): string {
  const address = req.socket.remoteAddress ?? '';
  return address.startsWith(mappedPrefix) ? address.slice(mappedPrefix.length) : address;
}

export function forwardedForOf(req: IncomingMessage): string | undefined {
  const chain = req.headers['x-forwarded-for'];
  return Array.isArray(chain) ? chain.join(', ') : chain;
}

/**
 * The address to count a caller by. Each trusted proxy appends the peer that it saw to `X-Forwarded-For`,
 * so only the last `trustedProxies` entries were not written by the caller itself.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trustedProxies: number): string {
  if (trustedProxies === 0 || !forwardedFor) return peer;
  let end = forwardedFor.length;
  for (let hop = 1; hop < trustedProxies; hop += 1) {
    const comma = forwardedFor.lastIndexOf(',', end - 1);
    if (comma < 0) break;
    end = comma;
  }
  return forwardedFor.slice(forwardedFor.lastIndexOf(',', end - 1) + 1, end).trim() || peer;
}

import type { IncomingMessage } from 'node:http';
import { clientAddress, forwardedForOf, peerOf } from './client-address.ts';
import { type RateLimit, RateLimiter } from './rate-limiter.ts';

export interface AdmissionOptions {
  readonly perClient: RateLimit;
  readonly perUser: RateLimit;
  /** Proxies in front whose `X-Forwarded-For` entry is believed. */
  readonly trustedProxies: number;
}

/** The two rate limits: by address for everybody, by user for those who logged in. Both answer as `RateLimiter.take`. */
export class Admission {
  readonly #clients: RateLimiter;
  readonly #users: RateLimiter;
  readonly #trustedProxies: number;

  constructor({ perClient, perUser, trustedProxies }: AdmissionOptions) {
    this.#clients = new RateLimiter(perClient);
    this.#users = new RateLimiter(perUser);
    this.#trustedProxies = trustedProxies;
  }

  takeClient(req: IncomingMessage, cost: number, nowMs: number): number {
    const address = clientAddress(peerOf(req), forwardedForOf(req), this.#trustedProxies);
    return this.#clients.take(address, cost, nowMs);
  }

  takeUser(userId: string, cost: number, nowMs: number): number {
    return this.#users.take(userId, cost, nowMs);
  }
}

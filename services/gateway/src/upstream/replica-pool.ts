import type { BreakerOptions } from './breaker.ts';
import { Replica } from './replica.ts';

/**
 * The replicas of one upstream. `pick` takes the less busy of two random ones whose breakers admit a call,
 * which spreads load almost as well as a full scan and does not send every gateway to the same idle replica.
 */
export class ReplicaPool {
  readonly #random: () => number;
  readonly #breaker: BreakerOptions | undefined;
  #replicas: readonly Replica[] = [];

  constructor(random: () => number = Math.random, breaker?: BreakerOptions) {
    this.#random = random;
    this.#breaker = breaker;
  }

  get size(): number {
    return this.#replicas.length;
  }

  get closedCount(): number {
    return this.#replicas.filter((replica) => replica.breaker.isClosed).length;
  }

  /** Known addresses keep their breaker and their count of open calls. */
  update(addresses: readonly string[]): void {
    const known = new Map(this.#replicas.map((replica) => [replica.address, replica]));
    this.#replicas = [...new Set(addresses)].map(
      (address) => known.get(address) ?? new Replica(address, this.#breaker),
    );
  }

  /** @param avoid a replica that just failed; never returned */
  pick(nowMs: number, avoid?: Replica): Replica | undefined {
    const first = this.#draw(nowMs, avoid);
    const second = this.#draw(nowMs, avoid);
    if (first && second) return second.outstanding < first.outstanding ? second : first;
    return first ?? second;
  }

  /** A random admissible replica: starts at a random place and walks on over those that are not. */
  #draw(nowMs: number, avoid: Replica | undefined): Replica | undefined {
    const replicas = this.#replicas;
    const start = Math.floor(this.#random() * replicas.length);
    for (let i = 0; i < replicas.length; i += 1) {
      const replica = replicas[(start + i) % replicas.length];
      if (replica && replica !== avoid && replica.breaker.admits(nowMs)) return replica;
    }
    return undefined;
  }
}

import { Breaker, type BreakerOptions, type Outcome } from './breaker.ts';

/** One address behind an upstream's name, with its open calls and its breaker. */
export class Replica {
  readonly address: string;
  readonly breaker: Breaker;
  outstanding = 0;

  constructor(address: string, options?: BreakerOptions) {
    this.address = address;
    this.breaker = new Breaker(options);
  }

  /** @returns the ticket that `end` wants back */
  begin(): boolean {
    this.outstanding += 1;
    return this.breaker.begin();
  }

  end(outcome: Outcome, nowMs: number, ticket: boolean): void {
    this.outstanding -= 1;
    this.breaker.settle(outcome, nowMs, ticket);
  }
}

export interface BreakerOptions {
  /** Failures in a row that open the breaker. */
  readonly failuresToOpen: number;
  /** Share of failures within the window that opens it, once the window holds `minCalls`. */
  readonly failureShare: number;
  readonly minCalls: number;
  readonly windowMs: number;
  readonly openMs: number;
  /** Each failed probe doubles the open time up to this. */
  readonly openMsMax: number;
}

export const defaultBreaker: BreakerOptions = {
  failuresToOpen: 3,
  failureShare: 0.5,
  minCalls: 20,
  windowMs: 10_000,
  openMs: 500,
  openMsMax: 2_000,
};

export type Outcome = 'ok' | 'failed' | 'abandoned';

interface Window {
  startedMs: number;
  calls: number;
  failures: number;
}

/**
 * Circuit breaker of one replica: closed, open until a time, then half open for one probe at a time.
 * The caller hands in the time and calls `settle` exactly once for each `begin`.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  #failuresInRow = 0;
  #openMs: number;
  #openUntilMs: number | undefined;
  #probing = false;
  #window: Window = { startedMs: 0, calls: 0, failures: 0 };

  constructor(options: BreakerOptions = defaultBreaker) {
    this.#options = options;
    this.#openMs = options.openMs;
  }

  get isClosed(): boolean {
    return this.#openUntilMs === undefined;
  }

  admits(nowMs: number): boolean {
    return this.#openUntilMs === undefined || (nowMs >= this.#openUntilMs && !this.#probing);
  }

  /** @returns whether this call is the probe of a half-open breaker, to be handed back to `settle` */
  begin(): boolean {
    if (this.#openUntilMs === undefined) return false;
    this.#probing = true;
    return true;
  }

  /** Calls that began before the breaker opened say nothing about the replica's recovery: they count only while closed. */
  settle(outcome: Outcome, nowMs: number, isProbe: boolean): void {
    if (isProbe) this.#settleProbe(outcome, nowMs);
    else if (this.#openUntilMs === undefined && outcome !== 'abandoned') this.#count(outcome === 'failed', nowMs);
  }

  #settleProbe(outcome: Outcome, nowMs: number): void {
    this.#probing = false;
    if (outcome === 'ok') this.#close(nowMs);
    if (outcome === 'failed') this.#reopen(nowMs);
  }

  #close(nowMs: number): void {
    this.#openUntilMs = undefined;
    this.#openMs = this.#options.openMs;
    this.#failuresInRow = 0;
    this.#window = { startedMs: nowMs, calls: 0, failures: 0 };
  }

  #reopen(nowMs: number): void {
    this.#openMs = Math.min(this.#openMs * 2, this.#options.openMsMax);
    this.#openUntilMs = nowMs + this.#openMs;
  }

  #count(failed: boolean, nowMs: number): void {
    const window = this.#window;
    if (nowMs - window.startedMs >= this.#options.windowMs) {
      window.startedMs = nowMs;
      window.calls = 0;
      window.failures = 0;
    }
    window.calls += 1;
    this.#failuresInRow = failed ? this.#failuresInRow + 1 : 0;
    if (!failed) return;
    window.failures += 1;
    if (this.#shouldOpen()) this.#openUntilMs = nowMs + this.#openMs;
  }

  #shouldOpen(): boolean {
    const { failuresToOpen, minCalls, failureShare } = this.#options;
    const { calls, failures } = this.#window;
    return this.#failuresInRow >= failuresToOpen || (calls >= minCalls && failures / calls >= failureShare);
  }
}

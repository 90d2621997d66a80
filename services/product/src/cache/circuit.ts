export interface CircuitOptions {
  /** Failures in a row that open it. */
  readonly failuresMax: number;
  /** How long it stays open before one call may try again. */
  readonly openMs: number;
  readonly nowMs: () => number;
}

/** Spares callers the wait for something that failed several times in a row. */
export class Circuit {
  readonly #options: CircuitOptions;
  #failures = 0;
  #retryAtMs = 0;

  constructor(options: CircuitOptions) {
    this.#options = options;
  }

  /** @returns what `call` resolved to, or `fallback` if it failed or was not tried */
  async run<T, F>(call: () => Promise<T>, fallback: F): Promise<T | F> {
    if (!this.#admits()) return fallback;
    try {
      const value = await call();
      this.#failures = 0;
      return value;
    } catch {
      this.#failures += 1;
      this.#retryAtMs = this.#options.nowMs() + this.#options.openMs;
      return fallback;
    }
  }

  #admits(): boolean {
    const { failuresMax, openMs, nowMs } = this.#options;
    if (this.#failures < failuresMax) return true;
    if (nowMs() < this.#retryAtMs) return false;
    // One caller tries; the others go on without until it has come back.
    this.#retryAtMs = nowMs() + openMs;
    return true;
  }
}

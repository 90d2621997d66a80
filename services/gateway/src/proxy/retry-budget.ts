/** Retries a second that are always allowed are what this many tokens give to a quiet upstream. */
const tokensMax = 10;

/**
 * Keeps retries to a share of all calls, so that a failing upstream is not buried under the retries of
 * everybody: each call earns `share` of a retry, each retry spends one.
 */
export class RetryBudget {
  readonly #share: number;
  #tokens = tokensMax;

  constructor(share = 0.2) {
    this.#share = share;
  }

  earn(): void {
    this.#tokens = Math.min(tokensMax, this.#tokens + this.#share);
  }

  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

export type UpstreamName = 'user' | 'product' | 'cart' | 'order';

/**
 * Who checks the caller: `none` nobody (credentials are dropped), `optional` and `required` the gateway,
 * `upstream` the service itself (the Authorization header is passed on).
 */
export type AuthMode = 'none' | 'optional' | 'required' | 'upstream';

export interface Route {
  /** Public path; a trailing `/*` also matches everything below it. */
  readonly path: string;
  readonly upstream: UpstreamName;
  readonly auth: AuthMode;
  /** Time until the response's headers, all retries included. */
  readonly timeoutMs: number;
  /** Rate-limit tokens that one request costs. */
  readonly cost: number;
  readonly bodyLimitBytes: number;
  /** Calls with an `Idempotency-Key` may be retried whatever their method. */
  readonly retriesKeyed: boolean;
}

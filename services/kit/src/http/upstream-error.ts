/** An upstream gave no usable answer. Mapped to 503 unless the caller handles it. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly code = 'UPSTREAM_UNAVAILABLE';
  readonly upstream: string;
  readonly reason: 'timeout' | 'unreachable' | 'too-large';
  /** The connection was reused and died before any answer. */
  readonly staleConnection: boolean;

  constructor(upstream: string, reason: UpstreamError['reason'], options: { cause?: unknown; stale?: boolean } = {}) {
    super(`${upstream}: ${reason}`, { cause: options.cause });
    this.upstream = upstream;
    this.reason = reason;
    this.staleConnection = options.stale ?? false;
  }
}

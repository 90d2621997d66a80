export type ErrorCode =
  | 'COMMAND_REJECTED'
  | 'CONFIG_INVALID'
  | 'DOCKER_UNAVAILABLE'
  | 'FENCED'
  | 'HOST_UNREACHABLE'
  | 'METRICS_UNAVAILABLE'
  | 'MODEL_UNREADABLE'
  | 'SCHEMA_NEWER'
  | 'STORE_UNAVAILABLE';

/** An expected failure of the outside world. Broken invariants throw plain errors and crash the tick. */
export class AresError extends Error {
  override readonly name = 'AresError';
  readonly code: ErrorCode;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

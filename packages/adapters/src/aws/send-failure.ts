/**
 * What a failed SendCommand tells: `refused`, it never will be accepted as it is; `throttled`, it surely was not
 * accepted this time; `unknown`, the service may have it.
 */
export type SendFailure = 'refused' | 'throttled' | 'unknown';

const TOO_MANY_REQUESTS = 429;
const REQUEST_TIMEOUT = 408;
/** Names under which AWS services throttle. */
const THROTTLES = [
  'LimitExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
];
const TIMEOUTS = ['RequestTimeout', 'RequestTimeoutException', 'TimeoutError', 'AbortError'];

/** Only an answer of the service itself says that it declined; whatever is not understood is unknown. */
export function sendFailure(error: unknown): SendFailure {
  if (!(error instanceof Error)) return 'unknown';
  const status = statusOf(error);
  if (THROTTLES.includes(error.name) || status === TOO_MANY_REQUESTS) return 'throttled';
  if (TIMEOUTS.includes(error.name) || status === undefined || status === REQUEST_TIMEOUT) return 'unknown';
  return status >= 400 && status < 500 ? 'refused' : 'unknown';
}

function statusOf(error: Error): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: unknown } };
  return typeof $metadata?.httpStatusCode === 'number' ? $metadata.httpStatusCode : undefined;
}

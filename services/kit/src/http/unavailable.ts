const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'DEPENDENCY_OFF',
  'UPSTREAM_UNAVAILABLE',
  '53300', // too many connections
  '57P01', // the server shuts down
  '57P02',
  '57P03', // the server starts up
  '57014', // statement timeout
]);

// pg and ioredis give these no code.
const messages =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Connection is closed|Command timed out|Stream isn't writeable|max retries per request/i;

/** Whether an error says that a store or upstream did not answer, as opposed to a fault of ours. */
export function isUnavailable(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = (current as NodeJS.ErrnoException).code;
    if ((code && connectionCodes.has(code)) || messages.test(current.message)) return true;
  }
  return false;
}

import type { Log } from '@ares/core';
import type { Logger } from '@aws-lambda-powertools/logger';

/** The loop's log lines as structured lines of the function. */
export const logOf = (logger: Pick<Logger, 'info' | 'warn'>): Log => ({
  info: (event, fields) => logger.info(event, { ...fields }),
  warn: (event, fields) => logger.warn(event, { ...fields }),
});

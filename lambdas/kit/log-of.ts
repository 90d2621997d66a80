import type { Log } from '@ares/core';
import type { Logger } from '@aws-lambda-powertools/logger';

type Fields = Readonly<Record<string, unknown>>;

/** The loop's log lines as structured lines of the function. */
export const logOf = (logger: Pick<Logger, 'info' | 'warn'>): Log => ({
  info: (event, fields) => logger.info(event, unreserved(fields)),
  warn: (event, fields) => logger.warn(event, unreserved(fields)),
});

/** `service` is the function itself in its lines; the service that a line is about would be dropped. */
const unreserved = ({ service, ...fields }: Fields): Record<string, unknown> =>
  service === undefined ? fields : { ...fields, managedService: service };

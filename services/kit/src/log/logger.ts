import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { BaseConfig } from '../config/base-config.ts';
import { currentRequest } from './request-context.ts';
import { serializeError } from './serialize-error.ts';

export type { Logger } from 'pino';

const secrets = ['password', 'token', 'refreshToken', 'accessToken', 'authorization', 'cookie'];

/** JSON lines on stdout; a line written while a request is served carries its `requestId` and `traceId`. */
export function createLogger(
  config: Pick<BaseConfig, 'SERVICE_NAME' | 'LOG_LEVEL'>,
  destination?: DestinationStream,
): Logger {
  const options = {
    level: config.LOG_LEVEL,
    base: { service: config.SERVICE_NAME },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    mixin: requestFields,
    serializers: { err: (thrown: unknown) => (thrown instanceof Error ? serializeError(thrown) : thrown) },
  };
  return destination ? pino(options, destination) : pino(options);
}

function requestFields(): Record<string, string> {
  const context = currentRequest();
  return context ? { requestId: context.requestId, traceId: context.traceId } : {};
}

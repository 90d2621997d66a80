import { type Command, Redis } from 'ioredis';
import type { Logger } from 'pino';
import { refusalOf } from '../faults/dependency-switch.ts';
import type { RedisConfig } from './redis-config.ts';

const reconnectMsMax = 1_000;

class GuardedRedis extends Redis {
  override sendCommand(command: Command, stream?: Parameters<Redis['sendCommand']>[1]): unknown {
    const refusal = refusalOf('redis');
    if (!refusal) return super.sendCommand(command, stream);
    command.reject(refusal);
    return command.promise;
  }
}

/**
 * A client that fails fast: a command is answered, or rejected within the command timeout, and rejected at once while
 * Redis is away (nothing queues up). It reconnects for ever in the background.
 */
export function redisClient(config: RedisConfig, logger: Logger): Redis {
  const redis = new GuardedRedis({
    ...addressOf(config.REDIS_URL),
    commandTimeout: config.REDIS_COMMAND_TIMEOUT_MS,
    connectTimeout: 1_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    enableAutoPipelining: true,
    keepAlive: 10_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), reconnectMsMax),
  });
  return logStateChanges(redis, logger);
}

function addressOf(text: string) {
  const url = new URL(text);
  return {
    host: url.hostname,
    port: Number(url.port || 6379),
    db: Number(url.pathname.slice(1) || 0),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
  };
}

/** One line when it goes and one when it is back, not one a reconnection attempt. */
function logStateChanges(redis: Redis, logger: Logger): Redis {
  let up: boolean | undefined;
  redis.on('error', (error: Error) => {
    if (up !== false) logger.warn({ reason: error.message }, 'redis.lost');
    up = false;
  });
  redis.on('ready', () => {
    if (up !== true) logger.info({}, 'redis.ready');
    up = true;
  });
  return redis;
}

import { ConfigError } from '../config/load-config.ts';
import { createLogger } from '../log/logger.ts';
import type { Service } from './lifecycle.ts';

/**
 * Entry point of a service process: starts it, stops it on SIGTERM or SIGINT, and ends the process with 1 and one log
 * line if it cannot start or meets an error that nobody handled.
 */
export async function runService(name: string, create: () => Service | Promise<Service>): Promise<void> {
  const log = createLogger({ SERVICE_NAME: name, LOG_LEVEL: 'info' });
  const fail = (event: string) => (err: unknown) => {
    log.fatal(err instanceof ConfigError ? { reason: err.message } : { err }, event);
    process.exit(1);
  };
  process.on('uncaughtException', fail('process.crashed')).on('unhandledRejection', fail('process.crashed'));
  try {
    const service = await create();
    const stop = () => void service.stop().then(() => process.exit(0), fail('service.stop-failed'));
    process.once('SIGTERM', stop).once('SIGINT', stop);
    await service.start();
  } catch (error) {
    fail('service.start-failed')(error);
  }
}

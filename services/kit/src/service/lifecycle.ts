import type { Logger } from 'pino';
import type { BaseConfig } from '../config/base-config.ts';
import type { DrainableServer } from '../http/drainable-server.ts';
import type { Readiness } from './readiness.ts';

/** Docker kills ten seconds after its SIGTERM: be done before. */
const drainMs = 6_000;
const closeMs = 2_000;

export interface Service {
  /** Listens, then runs `startup`; resolves when the service serves. */
  start(): Promise<{ readonly port: number; readonly internalPort: number }>;
  /** Stops accepting, answers what is in flight, closes everything; bounded by 8 s. */
  stop(): Promise<void>;
}

export interface LifecycleOptions {
  readonly config: BaseConfig;
  readonly logger: Logger;
  readonly readiness: Readiness;
  readonly main: DrainableServer;
  readonly internal: DrainableServer;
  readonly startup?: () => Promise<void>;
  readonly onShutdown?: () => Promise<void>;
}

export function lifecycle(options: LifecycleOptions): Service {
  const { config, logger, readiness, main, internal } = options;
  let stopping: Promise<void> | undefined;
  return {
    async start() {
      const [port, internalPort] = await Promise.all([
        main.listen(config.PORT, config.HOST),
        internal.listen(config.INTERNAL_PORT, config.HOST),
      ]);
      logger.info({ port, internalPort }, 'service.listening');
      await options.startup?.();
      if (readiness.phase === 'starting') readiness.phase = 'serving';
      logger.info({ upMs: Math.round(process.uptime() * 1000) }, 'service.serving');
      return { port, internalPort };
    },
    stop() {
      stopping ??= shutDown(options);
      return stopping;
    },
  };
}

async function shutDown({ logger, readiness, main, internal, onShutdown }: LifecycleOptions): Promise<void> {
  readiness.phase = 'stopping';
  logger.info({}, 'service.stopping');
  const cut = await main.close(drainMs);
  await Promise.race([Promise.allSettled([onShutdown?.(), internal.close(closeMs)]), after(closeMs)]);
  logger.info({ requestsCut: cut }, 'service.stopped');
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

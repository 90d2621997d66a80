import { fileURLToPath } from 'node:url';
import {
  createLogger,
  createService,
  database,
  httpClient,
  pingPostgres,
  poolMetrics,
  postgresPool,
  type Repeated,
  redisClient,
  repeat,
  runMigrations,
  type Service,
} from '@shop/kit';
import { Registry } from 'prom-client';
import { cartClient } from './clients/cart-client.ts';
import { stockClient } from './clients/stock-client.ts';
import type { OrderConfig } from './config.ts';
import { orderRoutes } from './order-routes.ts';
import { publishToStream } from './outbox/publish-to-stream.ts';
import { startRelay } from './outbox/start-relay.ts';
import { behaviourOf } from './payment/card-behaviour.ts';
import { simulatedProvider } from './payment/simulated-provider.ts';
import { recoverDue } from './recovery/recover-due.ts';
import type { Driver } from './saga/drive.ts';
import { sagaEvents } from './saga/saga-metrics.ts';

const migrations = fileURLToPath(new URL('./migrations', import.meta.url));
const recoverEveryMs = 500;
const waitMs = 5_000;

/** Only its database is a readiness check: events wait in the outbox while Redis is away. */
export function createOrderService(config: OrderConfig): Service {
  const logger = createLogger(config);
  const registry = new Registry();
  const pool = postgresPool(config, logger);
  poolMetrics(registry, pool);
  const db = database(pool);
  const redis = redisClient(config, logger);
  const product = httpClient({ name: 'product', baseUrl: config.PRODUCT_URL });
  const cart = httpClient({ name: 'cart', baseUrl: config.CART_URL });
  const carts = cartClient(cart);
  const { PAYMENT_BEHAVIOUR: behaviour } = config;
  const payment = simulatedProvider(db, behaviour === 'by-card' ? behaviourOf : () => behaviour);
  const driver: Driver = {
    db,
    ports: { stock: stockClient(product), payment, cart: carts },
    stepTimeoutMs: config.PAYMENT_TIMEOUT_MS,
    ...sagaEvents(registry, logger),
  };
  const onError = (err: unknown) => logger.warn({ err }, 'background.failed');
  let jobs: readonly Repeated[] = [];
  return createService({
    config,
    logger,
    registry,
    routes: orderRoutes(db, { driver, carts, waitMs }),
    readiness: { postgres: pingPostgres(pool) },
    startup: async () => {
      await runMigrations(pool, migrations, 'order', { logger });
      const recovery = repeat({ everyMs: recoverEveryMs, run: () => recoverDue(driver, onError), onError });
      jobs = [recovery, ...startRelay(db, publishToStream(redis), onError)];
    },
    onShutdown: async () => {
      await Promise.all(jobs.map((job) => job.stop()));
      product.close();
      cart.close();
      redis.disconnect();
      await pool.end();
    },
  });
}

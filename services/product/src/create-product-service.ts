import { fileURLToPath } from 'node:url';
import {
  createLogger,
  createService,
  database,
  pingPostgres,
  poolMetrics,
  postgresPool,
  type Repeated,
  redisClient,
  runMigrations,
  type Service,
} from '@shop/kit';
import { Hono } from 'hono';
import { Registry } from 'prom-client';
import { CatalogCache } from './cache/catalog-cache.ts';
import { catalogRoutes } from './catalog/catalog-routes.ts';
import type { ProductConfig } from './config.ts';
import { stockRoutes } from './internal/stock-routes.ts';
import { reservationRoutes } from './reservation/reservation-routes.ts';
import { startExpiry } from './reservation/start-expiry.ts';
import { seedCatalog } from './seed/seed-catalog.ts';

const migrations = fileURLToPath(new URL('./migrations', import.meta.url));

/** Redis is no readiness check: without it the catalog is slower, not down. */
export function createProductService(config: ProductConfig): Service {
  const logger = createLogger(config);
  const registry = new Registry();
  const pool = postgresPool(config, logger);
  poolMetrics(registry, pool);
  const redis = redisClient(config, logger);
  const cache = new CatalogCache(redis, registry);
  const db = database(pool);
  let expiry: Repeated | undefined;
  return createService({
    config,
    logger,
    registry,
    routes: new Hono()
      .route('/', catalogRoutes(db, cache))
      .route('/', stockRoutes(db, pool, cache))
      .route('/', reservationRoutes(pool, cache)),
    readiness: { postgres: pingPostgres(pool) },
    startup: async () => {
      await runMigrations(pool, migrations, 'product', { logger, seed: seedCatalog });
      expiry = startExpiry(pool, cache, logger);
    },
    onShutdown: async () => {
      await expiry?.stop();
      redis.disconnect();
      await pool.end();
    },
  });
}

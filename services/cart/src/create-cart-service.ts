import { createLogger, createService, httpClient, pingRedis, redisClient, type Service } from '@shop/kit';
import { Hono } from 'hono';
import { cartRoutes } from './cart-routes.ts';
import { CartService } from './cart-service.ts';
import { catalog } from './catalog/catalog.ts';
import type { CartConfig } from './config.ts';
import { internalRoutes } from './internal-routes.ts';
import { CartStore } from './store/cart-store.ts';

/** Only Redis is a readiness check: without the catalog carts are unpriced, not down. */
export function createCartService(config: CartConfig): Service {
  const logger = createLogger(config);
  const redis = redisClient(config, logger);
  const store = new CartStore(redis);
  const product = httpClient({ name: 'product', baseUrl: config.PRODUCT_URL });
  const onAway = (err: unknown) => logger.warn({ err }, 'catalog.away');
  const carts = new CartService(store, catalog(product, onAway));
  return createService({
    config,
    logger,
    routes: new Hono().route('/', cartRoutes(carts, store)).route('/', internalRoutes(carts, store)),
    readiness: { redis: pingRedis(redis) },
    onShutdown: async () => {
      product.close();
      redis.disconnect();
    },
  });
}

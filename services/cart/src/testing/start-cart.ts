import { randomUUID } from 'node:crypto';
import { loadConfig } from '@shop/kit';
import { type Answered, startRedis, startService, type TestRedis } from '@shop/kit/testing';
import { Hono } from 'hono';
import { Redis } from 'ioredis';
import { configSchema } from '../config.ts';
import { createCartService } from '../create-cart-service.ts';

export interface CartStage {
  readonly redis: TestRedis;
  readonly direct: Redis;
  readonly catalog: { isAway: boolean; readonly priceCents: Map<string, number> };
  /** A product that the catalog has, at 100 cents. */
  product(): string;
  call(method: string, path: string, json?: unknown, headers?: Record<string, string>): Promise<Answered>;
  stop(): Promise<void>;
}

const catalogRoutes = (catalog: CartStage['catalog']) =>
  new Hono().get('/internal/products', (c) => {
    if (catalog.isAway) return c.body(null, 500);
    const ids = (c.req.query('ids') ?? '').split(',').filter((id) => catalog.priceCents.has(id));
    const facts = { slug: 'mug', name: 'Mug', currency: 'EUR', stock: 10 };
    return c.json({ items: ids.map((id) => ({ id, ...facts, priceCents: catalog.priceCents.get(id) })) });
  });

/** The cart service as a whole on a real Redis, beside a catalog in memory. */
export async function startCart(): Promise<CartStage> {
  const redis = await startRedis();
  const catalog = { isAway: false, priceCents: new Map<string, number>() };
  const product = await startService({ routes: catalogRoutes(catalog) });
  const env = { HOST: '127.0.0.1', PORT: '0', INTERNAL_PORT: '0', LOG_LEVEL: 'silent' };
  const config = loadConfig(configSchema, { ...env, REDIS_URL: redis.url, PRODUCT_URL: product.url });
  const service = createCartService(config);
  const { port } = await service.start();
  const direct = new Redis(redis.url);
  direct.on('error', () => {});
  return {
    redis,
    direct,
    catalog,
    product() {
      const id = randomUUID();
      catalog.priceCents.set(id, 100);
      return id;
    },
    async call(method, path, json, headers = {}) {
      const body = json === undefined ? null : JSON.stringify(json);
      const all = { 'content-type': 'application/json', ...headers };
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: all, body });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
    },
    async stop() {
      direct.disconnect();
      await service.stop();
      await Promise.all([product.stop(), redis.stop()]);
    },
  };
}

import { randomUUID } from 'node:crypto';
import { loadConfig } from '@shop/kit';
import { type Answered, startPostgres, startRedis, type TestPostgres, type TestRedis } from '@shop/kit/testing';
import { Client } from 'pg';
import { configSchema, type OrderConfig } from '../config.ts';
import { createOrderService } from '../create-order-service.ts';
import { type FakeShop, startFakeShop } from './fake-shop.ts';

export interface OrderStage {
  readonly postgres: TestPostgres;
  readonly redis: TestRedis;
  readonly sql: Client;
  readonly shop: FakeShop;
  call(method: string, path: string, options?: CallOptions): Promise<Answered>;
  /** A user with one product in the cart, of which there are `stock`. */
  customer(quantity?: number, stock?: number): Customer;
  stop(): Promise<void>;
}

export interface CallOptions {
  readonly userId?: string;
  readonly key?: string;
  readonly json?: unknown;
}

export interface Customer {
  readonly userId: string;
  readonly productId: string;
  checkOut(key: string, paymentToken?: string): Promise<Answered>;
}

async function send(url: string, method: string, { userId, key, json }: CallOptions): Promise<Answered> {
  const headers = {
    'content-type': 'application/json',
    ...(userId && { 'x-user-id': userId }),
    ...(key && { 'idempotency-key': key }),
  };
  const response = await fetch(url, { method, headers, body: json === undefined ? null : JSON.stringify(json) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** The order service as a whole on a real PostgreSQL and Redis, beside a product and a cart service in memory. */
export async function startOrder(over: Partial<OrderConfig> = {}): Promise<OrderStage> {
  const [postgres, redis, shop] = await Promise.all([startPostgres(), startRedis(), startFakeShop()]);
  const env = { HOST: '127.0.0.1', PORT: '0', INTERNAL_PORT: '0', LOG_LEVEL: 'silent', REDIS_URL: redis.url };
  const urls = { DATABASE_URL: postgres.urlFor('shop_order'), PRODUCT_URL: shop.url, CART_URL: shop.url };
  const service = createOrderService({ ...loadConfig(configSchema, { ...env, ...urls }), ...over });
  const { port } = await service.start();
  const sql = new Client({ connectionString: postgres.urlFor('shop_order') });
  await sql.connect();
  const call: OrderStage['call'] = (method, path, options = {}) =>
    send(`http://127.0.0.1:${port}${path}`, method, options);
  return {
    postgres,
    redis,
    sql,
    shop,
    call,
    customer(quantity = 1, stock = 10) {
      const userId = randomUUID();
      const productId = randomUUID();
      shop.stock.set(productId, stock);
      shop.carts.set(userId, [{ productId, quantity }]);
      const checkOut: Customer['checkOut'] = (key, paymentToken = 'tok_visa') =>
        call('POST', '/checkout', { userId, key, json: { paymentToken } });
      return { userId, productId, checkOut };
    },
    async stop() {
      await service.stop();
      await sql.end();
      await Promise.all([postgres.stop(), redis.stop(), shop.stop()]);
    },
  };
}

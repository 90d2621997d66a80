import { loadConfig } from '@shop/kit';
import { type Json, startPostgres, startRedis, type TestPostgres, type TestRedis } from '@shop/kit/testing';
import { Client } from 'pg';
import { configSchema } from '../config.ts';
import { createProductService } from '../create-product-service.ts';

export interface ProductStage {
  readonly postgres: TestPostgres;
  readonly redis: TestRedis;
  readonly sql: Client;
  readonly metricsUrl: string;
  /** Requests the service; the body is JSON where there is one. */
  call(method: string, path: string, json?: unknown): Promise<{ status: number; body: Json }>;
  stop(): Promise<void>;
}

/** The product service as a whole on a real PostgreSQL and Redis. */
export async function startProduct(): Promise<ProductStage> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const env = { HOST: '127.0.0.1', PORT: '0', INTERNAL_PORT: '0', LOG_LEVEL: 'silent', REDIS_URL: redis.url };
  const config = loadConfig(configSchema, { ...env, DATABASE_URL: postgres.urlFor('shop_product') });
  const service = createProductService(config);
  const { port, internalPort } = await service.start();
  const sql = new Client({ connectionString: postgres.urlFor('shop_product') });
  await sql.connect();
  return {
    postgres,
    redis,
    sql,
    metricsUrl: `http://127.0.0.1:${internalPort}/metrics`,
    call: (method, path, json) => call(`http://127.0.0.1:${port}${path}`, method, json),
    async stop() {
      await service.stop();
      await sql.end();
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}

async function call(url: string, method: string, json: unknown): Promise<{ status: number; body: Json }> {
  const body = json === undefined ? null : JSON.stringify(json);
  const response = await fetch(url, { method, body, headers: { 'content-type': 'application/json' } });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

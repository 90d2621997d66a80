import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { startService, type TestService } from '../testing/test-service.ts';

let service: TestService | undefined;
afterEach(() => service?.stop());

const routes = new Hono().get('/', (c) => c.text('served'));

test('ready when every check passes', async () => {
  service = await startService({ routes, readiness: { postgres: async () => {} } });
  expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
});

test('what is not ready is listed, a hanging check among it, and the process counts as alive', async () => {
  const readiness = {
    postgres: () => Promise.reject(new Error('password authentication failed')),
    redis: () => new Promise<void>(() => {}),
    disk: async () => {},
  };
  service = await startService({ routes, readiness });
  const response = await fetch(`${service.url}/health/ready`);
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(text).notReady).toEqual({ postgres: 'not reachable', redis: 'no answer in 1000 ms' });
  expect(text).not.toMatch(/authentication/);
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
});

test('a hanging check is not started again by each probe', async () => {
  let started = 0;
  const redis = () => {
    started += 1;
    return new Promise<void>(() => {});
  };
  service = await startService({ routes, readiness: { redis } });
  const probe = () => fetch(`${service?.url}/health/ready`);
  await Promise.all([probe(), probe(), probe()]);
  expect(started).toBe(1);
});

test('while it starts it is alive, not ready, and refuses requests politely', async () => {
  const gate = Promise.withResolvers<void>();
  let port = 0;
  const listening = Promise.withResolvers<void>();
  const logger = { info: (fields: { port?: number }) => seen(fields), warn() {}, error() {}, debug() {} };
  const seen = (fields: { port?: number }) => {
    if (fields.port === undefined) return;
    port = fields.port;
    listening.resolve();
  };
  const starting = startService({ routes, startup: () => gate.promise, logger: asLogger(logger) });
  await listening.promise;
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  expect([await status('/health/live'), await status('/health/ready'), await status('/')]).toEqual([200, 503, 503]);
  gate.resolve();
  service = await starting;
  expect([await status('/health/ready'), await status('/')]).toEqual([200, 200]);
});

const asLogger = (partial: object) => ({ isLevelEnabled: () => false, ...partial }) as never;

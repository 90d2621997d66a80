import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgresKnowledge } from '@ares/adapters/postgres';
import { knowledgePool, migrate } from '@ares/db';
import { startPostgres, type TestServer } from '@ares/db/testing';
import { aMemory } from '@ares/simulator';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SHARD } from './context.ts';
import { newHome, removeHome, runAres } from './testing/run-ares.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

const STEP_SECONDS = 300;
const PER_DAY = 288;
const home = newHome();
let store: TestServer;

/** A Prometheus that knows three days of a load with a daily pattern, in the window that it is asked for. */
const prometheus = createServer(async (request, response) => {
  const asked = new URLSearchParams((await request.toArray()).join(''));
  const end = Number(asked.get('end'));
  const values = Array.from({ length: 3 * PER_DAY }, (_, i) => {
    const load = 100 + 40 * Math.sin((2 * Math.PI * i) / PER_DAY) + (i % 7);
    return [end - (3 * PER_DAY - i) * STEP_SECONDS, String(load)];
  });
  const metric = { __name__: asked.get('query'), ares_service: 'cart', ares_project: 'shop', name: 'shop-cart-1' };
  const data = { resultType: 'matrix', result: [{ metric, values }] };
  response.end(JSON.stringify({ status: 'success', data }));
});

beforeAll(async () => {
  store = await startPostgres();
  const pool = knowledgePool(store.url);
  await migrate(pool);
  await new Promise<void>((done) => void prometheus.listen(0, '127.0.0.1', done));
  const knowledge = postgresKnowledge(pool);
  const lease = await knowledge.acquireLease(SHARD, 'test', 600_000);
  if (lease === undefined) throw new Error('no lease');
  const atMs = Date.now();
  const shares = Array.from({ length: 36 }, (_, i) => 3_000 + 100 * i);
  const growth = { 'shop-cart-1': { startedAt: '', slot: Math.floor(atMs / 300_000), shares } };
  await knowledge.commit(lease, {
    shard: { lastTickAtMs: atMs, lastReadAtMs: { 'host-1': atMs }, unreachable: {}, metricsMissingSinceMs: {} },
    services: [aMemory({ service: 'cart', lastSeenAtMs: atMs, growth })],
    incidents: [],
    actions: [],
    timeline: [],
    outbox: [],
  });
  await pool.end();
});
afterAll(async () => {
  prometheus.closeAllConnections();
  await new Promise<void>((done) => void prometheus.close(() => done()));
  await store.stop();
  removeHome(home);
});

const ares = (port: number, ...args: readonly string[]) =>
  runAres(home, ['forecast', ...args], { DATABASE_URL: store.url, PROMETHEUS_PORT: String(port) });
const port = (): number => (prometheus.address() as AddressInfo).port;

test('the load within the hour and the memory that runs out, each with its interval', async () => {
  const { code, stdout } = await ares(port(), '--json');
  expect(code).toBe(0);
  const [cart] = JSON.parse(stdout).services;
  expect(cart).toMatchObject({ id: 'host-1/shop/cart', memory: [{ containerName: 'shop-cart-1' }] });
  expect(cart.load.expected).toBeGreaterThan(90);
  expect(cart.load.low).toBeLessThan(cart.load.high);
  expect((await ares(port())).stdout).toMatch(/^cart: .* requests\/s now, up to .*\n {2}shop-cart-1: memory at 65 %/);
});

test('a Prometheus that does not answer is said, with what to do', async () => {
  const { code, stdout, stderr } = await ares(1);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/Prometheus.*\n {2}→ /);
});

import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { knowledgePool, migrate } from '@ares/db';
import { startPostgres, type TestServer } from '@ares/db/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newHome, removeHome, runAres } from './testing/run-ares.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

const home = newHome();
let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
  const pool = knowledgePool(server.url);
  await migrate(pool);
  await pool.end();
  await new Promise<void>((done) => void prometheus.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  prometheus.close();
  await server.stop();
  removeHome(home);
});

/** The last hour of one service, every half minute, as Prometheus tells it. */
function seriesOf(service: string, rows: number) {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  return ['ares:cpu_limit_ratio', 'ares:requests_per_second'].map((__name__, column) => ({
    metric: { __name__, ares_service: service, ares_project: 'shop', name: `shop-${service}-1` },
    values: Array.from({ length: rows }, (_, i) => [
      nowSeconds - (rows - i) * 30,
      String(((i * (0.618 + column / 10)) % 1) ** 2),
    ]),
  }));
}

const prometheus = createServer((_, response) => {
  const result = [...seriesOf('cart', 120), ...seriesOf('user', 10)];
  response.end(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }));
});
const train = (...args: readonly string[]) => {
  const { port } = prometheus.address() as AddressInfo;
  const env = { DATABASE_URL: server.url, PROMETHEUS_PORT: String(port), ARES_HOST_ID: 'here' };
  return runAres(home, ['train', ...args], env);
};

test('each service is told, and the model that was taken lies in a file', async () => {
  const { code, stdout } = await train('--json');
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    [
      { kind: 'promoted', serviceId: 'here/shop/cart', rows: 120, agreement: expect.any(Number) },
      { kind: 'refused', serviceId: 'here/shop/user', reason: 'there are 10 rows of quiet history, and it takes 60' },
    ],
  ]);
  expect(readdirSync(join(home, 'models'))).toEqual(['here%2Fshop%2Fcart.json']);
});

test('a Prometheus that does not run is the failure to tell', async () => {
  const { code, stderr } = await runAres(home, ['train'], { DATABASE_URL: server.url, PROMETHEUS_PORT: '1' });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^ares: Prometheus of .*\n {2}→ start it with `npm start`/);
});

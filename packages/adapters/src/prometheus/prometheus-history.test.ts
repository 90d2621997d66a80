import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HistoryWindow, prometheusHistory } from './prometheus-history.ts';

let said: unknown;
let asked: URLSearchParams;
const server = createServer(async (request, response) => {
  asked = new URLSearchParams((await request.toArray()).join(''));
  response.end(request.url === '/api/v1/query_range' ? JSON.stringify(said) : '');
});
beforeEach(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)));
afterEach(() => {
  server.closeAllConnections();
  return new Promise<void>((done) => void server.close(() => done()));
});

const metric = { __name__: 'ares:cpu_limit_ratio', ares_service: 'cart', ares_project: 'shop', name: 'shop-cart-1' };
const matrix = (...result: unknown[]) => ({ status: 'success', data: { resultType: 'matrix', result } });
const window = { fromMs: 1_000_000, toMs: 1_600_000, stepMs: 300_000 };
const read = (over: Partial<HistoryWindow> = {}) =>
  prometheusHistory({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }).read(
    { hostId: 'here' },
    { ...window, ...over },
    5_000,
  );

test('one query for the whole window of a host', async () => {
  said = matrix();
  expect(await read()).toEqual([]);
  expect(Object.fromEntries(asked)).toMatchObject({ start: '1000', end: '1600', step: '300' });
  await read({ feature: 'requestsPerSecond' });
  expect(asked.get('query')).toBe('ares:requests_per_second');
});

test('row 31: what is no measurement is left out, and the rest is used', async () => {
  const values = ['0.5', 'NaN', '+Inf', '-1', '0.25'].map((value, i) => [1_000 + i, value]);
  said = matrix({ metric, values }, { metric: { __name__: 'ares:scrape_timestamp_seconds' }, values });
  expect(await read()).toEqual([
    {
      service: 'cart',
      project: 'shop',
      containerName: 'shop-cart-1',
      feature: 'cpuLimitRatio',
      points: [
        { atMs: 1_000_000, value: 0.5 },
        { atMs: 1_004_000, value: 0.25 },
      ],
    },
  ]);
});

test('row 36: a part of the history is none', async () => {
  said = { ...matrix({ metric, values: [] }), warnings: ['blocks are missing'] };
  await expect(read()).rejects.toMatchObject({
    code: 'METRICS_UNAVAILABLE',
    message: expect.stringContaining('blocks are missing'),
  });
});

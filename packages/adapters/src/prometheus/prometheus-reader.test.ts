import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aSample, metricReaderContract } from './contract.ts';
import { prometheusReader } from './prometheus-reader.ts';
import { fakeMetricReader } from './testing/fake-metric-reader.ts';
import { seriesOf, successOf } from './testing/query-answer.ts';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

metricReaderContract('Prometheus over HTTP', async () => {
  let answer: string | undefined;
  const { url, close } = await serve((_, response) => {
    if (answer !== undefined) response.end(answer);
  });
  return {
    reader: prometheusReader({ url }),
    measure(samples) {
      answer = JSON.stringify(successOf(samples.flatMap(seriesOf)));
    },
    silence() {
      answer = undefined;
    },
    close,
  };
});

metricReaderContract('in memory', async () => {
  const reader = fakeMetricReader();
  return { reader, measure: reader.measure, silence: reader.silence, close: async () => {} };
});

let requests: { method: string; path: string; body: string }[];
let answer: { status: number; text: string };
let stub: Awaited<ReturnType<typeof serve>>;

beforeEach(async () => {
  requests = [];
  answer = { status: 200, text: JSON.stringify(successOf(seriesOf(aSample()))) };
  stub = await serve(async (request, response) => {
    const body = (await request.toArray()).join('');
    requests.push({ method: request.method ?? '', path: request.url ?? '', body });
    response.writeHead(answer.status).end(answer.text);
  });
});
afterEach(() => stub.close());

const read = (maxBytes = 100_000) => prometheusReader({ url: stub.url, maxBytes }).read({ hostId: 'here' }, 500);

test('asks one question, however much there is', async () => {
  await read();
  expect(requests).toEqual([
    { method: 'POST', path: '/api/v1/query', body: expect.stringContaining(encodeURIComponent('ares:.+')) },
  ]);
});

test.each([
  [
    'an error of the query',
    422,
    { status: 'error', errorType: 'timeout', error: 'query timed out' },
    'query timed out',
  ],
  ['row 36: a part is missing', 200, { ...successOf([]), warnings: ['shard 2 is away'] }, 'shard 2 is away'],
  ['another kind of result', 200, { status: 'success', data: { resultType: 'matrix', result: [] } }, 'resultType'],
  ['a value of the wrong type', 200, successOf([{ metric: {}, value: [1, 2 as unknown as string] }]), 'value'],
])('%s is METRICS_UNAVAILABLE', async (_, status, said, reason) => {
  answer = { status, text: JSON.stringify(said) };
  await expect(read()).rejects.toMatchObject({ code: 'METRICS_UNAVAILABLE', message: expect.stringContaining(reason) });
});

test('row 35: what is no JSON, or too much, is refused', async () => {
  answer = { status: 502, text: '<html>bad gateway</html>' };
  await expect(read()).rejects.toMatchObject({ message: expect.stringContaining('HTTP 502') });
  answer = { status: 200, text: 'x'.repeat(5_000) };
  await expect(read(4_000)).rejects.toMatchObject({ message: expect.stringContaining('larger than 4000 bytes') });
});

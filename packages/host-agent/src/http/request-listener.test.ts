import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AresLabels, ContainerState, HostSnapshot } from '@ares/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wakeBus } from '../wake/wake-bus.ts';
import { type Listening, listen } from './listen.ts';
import { requestListener } from './request-listener.ts';

const bus = wakeBus();
let container: Server;
let answer: RequestListener;
let agent: Listening;
let tight: Listening;

const labels: AresLabels = {
  service: 'cart',
  dependsOn: [],
  health: { kind: 'none' },
  metrics: { port: 1, path: '/metrics' },
};
const aContainer = (name: string, over: Partial<ContainerState> = {}) =>
  ({ name, project: 'shop', state: 'running', labels, ...over }) as ContainerState;
const snapshot = {
  hostId: 'h',
  docker: { ok: true, lastOkAtMs: 1 },
  containers: [
    aContainer('cart-1'),
    aContainer('cart-2', { state: 'exited' }),
    aContainer('db-1', { labels: { service: 'db', dependsOn: [], health: { kind: 'none' } } }),
  ],
  invalid: [],
} as unknown as HostSnapshot;

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const get = (path: string, init?: RequestInit, { port } = agent) => fetch(`http://127.0.0.1:${port}${path}`, init);
const getTight = () => get('/v1/scrape/cart-1', {}, tight);

beforeEach(async () => {
  container = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => container.listen(0, '127.0.0.1', resolve));
  const scrapeTarget = (name: string) =>
    name === 'cart-1' ? { host: '127.0.0.1', port: portOf(container), path: '/metrics' } : undefined;
  const parts = { snapshot: () => snapshot, metrics: () => 'up 1\n', scrapeTarget, bus };
  agent = await listen(requestListener(parts), ['127.0.0.1'], 0);
  tight = await listen(
    requestListener({ ...parts, scrapeLimits: { timeoutMs: 300, maxBytes: 1_000 } }),
    ['127.0.0.1'],
    0,
  );
});
afterEach(async () => {
  await Promise.all([agent.close(), tight.close()]);
  container.closeAllConnections();
  await new Promise((resolve) => container.close(resolve));
});

test('the snapshot as it is', async () => {
  expect(await (await get('/v1/snapshot')).json()).toEqual(snapshot);
});

test('metrics say what they are', async () => {
  const response = await get('/metrics');
  expect([response.headers.get('content-type'), await response.text()]).toEqual([
    'text/plain; version=0.0.4; charset=utf-8',
    'up 1\n',
  ]);
});

test('targets are the running containers with metrics, at the address that was asked', async () => {
  expect(await (await get('/v1/targets')).json()).toEqual([
    {
      targets: [`127.0.0.1:${agent.port}`],
      labels: {
        __metrics_path__: '/v1/scrape/cart-1',
        ares_service: 'cart',
        ares_project: 'shop',
        ares_container: 'cart-1',
      },
    },
  ]);
});

test("a scrape passes on the container's own answer", async () => {
  answer = (request, response) => {
    response.setHeader('content-type', 'application/openmetrics-text');
    response.end(`${request.url} ${request.headers.accept}`);
  };
  const response = await get('/v1/scrape/cart-1', { headers: { accept: 'text/plain' } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/openmetrics-text']);
  expect(await response.text()).toBe('/metrics text/plain');
});

test('an answer that does not say what it is gets a type, an error status stays one', async () => {
  answer = (_, response) => response.writeHead(500).end('oops');
  const response = await get('/v1/scrape/cart-1');
  expect([response.status, response.headers.get('content-type')]).toEqual([
    500,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
});

test('there is nothing to scrape but containers with metrics', async () => {
  expect((await get('/v1/scrape/elsewhere')).status).toBe(404);
  expect((await get('/v1/scrape/..%2f..%2fetc')).status).toBe(404);
});

test('row 35: a container that does not answer, or not in time, or not to the end', async () => {
  answer = () => {};
  expect((await getTight()).status).toBe(504);
  answer = (request) => void request.socket.destroy();
  expect((await getTight()).status).toBe(502);
  answer = (_, response) => void response.write('up 1\n');
  await expect((await getTight()).text()).rejects.toThrow();
});

test('row 35: an answer that is too long fails as a whole', async () => {
  answer = (_, response) => void response.end('x'.repeat(1_000));
  expect((await (await getTight()).text()).length).toBe(1_000);
  answer = (_, response) => void response.end('x'.repeat(100_000));
  await expect(getTight().then((response) => response.text())).rejects.toThrow();
});

test('wakes are streamed', async () => {
  const response = await get('/v1/events');
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe(': alive\n\n');
  bus.wake({ reason: 'die', containerName: 'cart-1', atMs: 7 });
  expect((await reader.read()).value).toBe('event: wake\ndata: {"reason":"die","containerName":"cart-1","atMs":7}\n\n');
  await reader.cancel();
});

test('only what is there, and only by GET', async () => {
  expect((await get('/')).status).toBe(404);
  expect((await get('/constructor')).status).toBe(404);
  expect((await get('/v1/snapshot', { method: 'POST' })).status).toBe(405);
  expect((await get('/v1/snapshot?x=1')).status).toBe(200);
});

test('a measurement that fails is a failed scrape', async () => {
  const broken = {
    snapshot: () => snapshot,
    metrics: () => {
      throw new Error('no');
    },
    scrapeTarget: () => undefined,
  };
  const server = await listen(requestListener({ ...broken, bus }), ['127.0.0.1'], 0);
  expect((await get('/metrics', {}, server)).status).toBe(500);
  await server.close();
});

test('health is that of the agent, with what it says of Docker', async () => {
  expect(await (await get('/health')).json()).toMatchObject({
    ok: true,
    hostId: 'h',
    docker: { ok: true },
    containers: 3,
  });
});

test('a port in use is told with what to do', async () => {
  const listener = () => {};
  await expect(listen(listener, ['127.0.0.1'], agent.port)).rejects.toThrow(
    `cannot listen on 127.0.0.1:${agent.port}: the port is in use; stop what holds it or set ARES_AGENT_PORT`,
  );
  await expect(listen(listener, ['192.168.255.254'], 0)).rejects.toThrow('this host has no such address');
});

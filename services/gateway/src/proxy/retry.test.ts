import type { RequestListener, Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { close, listen, openStage, portOf, type Stage } from '../testing/stage.ts';

const good: RequestListener = (req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => res.end(Buffer.concat(chunks)));
};
const breaks: RequestListener = (req) => void req.socket.destroy();
const unready: RequestListener = (req, res) => {
  req.resume();
  res.writeHead(503).end('unready');
};

let servers: Server[] = [];
let stage: Stage | undefined;

/** Two replicas on one port of two loopback addresses. */
async function twoReplicas(first: RequestListener, second: RequestListener): Promise<Stage> {
  const one = await listen(first);
  const two = await listen(second, '127.0.0.2', portOf(one));
  servers = [one, two];
  stage = await openStage({ upstreamPort: portOf(one), addresses: ['127.0.0.1', '127.0.0.2'] });
  return stage;
}

afterEach(async () => {
  await stage?.close();
  await Promise.all(servers.map(close));
});

async function statuses(calls: number, call: () => Promise<{ status: number }>): Promise<Set<number>> {
  const seen = new Set<number>();
  for (let i = 0; i < calls; i += 1) seen.add((await call()).status);
  return seen;
}

test.each([
  { name: 'breaks', bad: breaks, reason: 'broken' },
  { name: 'is unready', bad: unready, reason: 'unavailable' },
])('a read is asked again of another replica when one $name', async ({ bad, reason }) => {
  const { call, seen } = await twoReplicas(bad, good);
  expect(await statuses(20, () => call('/api/products'))).toEqual(new Set([200]));
  expect(new Set(seen.retries)).toEqual(new Set([reason]));
});

test('a write without a key is never repeated', async () => {
  const { call, seen } = await twoReplicas(breaks, good);
  const all = await statuses(20, () => call('/api/cart', { method: 'POST', body: '1' }));
  expect(all).toContain(502);
  expect(seen.retries).toEqual([]);
});

test('a key does not help where the route does not know it', async () => {
  const { call, seen } = await twoReplicas(breaks, good);
  await statuses(10, () => call('/api/cart', { method: 'POST', body: '1', headers: { 'idempotency-key': 'k' } }));
  expect(seen.retries).toEqual([]);
});

test('a keyed checkout is repeated with its whole body', async () => {
  const { call, seen } = await twoReplicas(breaks, good);
  const headers = { 'idempotency-key': 'k', authorization: 'Bearer user.a.x' };
  for (let i = 0; i < 20; i += 1) {
    expect(await call('/api/checkout', { method: 'POST', body: 'order', headers })).toMatchObject({
      status: 200,
      text: 'order',
    });
  }
  expect(seen.retries.length).toBeGreaterThan(0);
});

test('when all are unready the last answer goes out, after no more than the allowed tries', async () => {
  let asked = 0;
  const counting: RequestListener = (req, res) => {
    asked += 1;
    unready(req, res);
  };
  const { call } = await twoReplicas(counting, counting);
  expect(await call('/api/products')).toMatchObject({ status: 503, text: 'unready' });
  expect(asked).toBe(3);
});

test('a kept-alive connection that the replica closed meanwhile costs no error', async () => {
  const server = await listen((req, res) => {
    res.end('ok');
    res.once('finish', () => setImmediate(() => req.socket.resetAndDestroy()));
  });
  servers = [server];
  stage = await openStage({ upstreamPort: portOf(server) });
  for (let i = 0; i < 30; i += 1) expect((await stage.call('/api/products')).status).toBe(200);
});

import type { RequestListener, Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { shopRoutes } from './routes.ts';
import { close, listen, openStage, portOf, type Stage, type StageOptions } from './testing/stage.ts';

const open: { upstream?: Server; stage?: Stage } = {};

async function stageWith(listener: RequestListener, over: Partial<StageOptions> = {}): Promise<Stage> {
  open.upstream = await listen(listener);
  open.stage = await openStage({ upstreamPort: portOf(open.upstream), ...over });
  return open.stage;
}

afterEach(async () => {
  await open.stage?.close();
  if (open.upstream) await close(open.upstream);
});

/** Answers with what it was sent. */
const mirror: RequestListener = (req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    res.setHeader('content-type', 'application/json');
    const body = Buffer.concat(chunks).toString();
    res.end(JSON.stringify({ method: req.method, url: req.url, headers: req.headers, body }));
  });
};

const never: RequestListener = () => {};

describe('forwarding', () => {
  test('passes path, query, method and body on', async () => {
    const stage = await stageWith(mirror);
    const { status, text } = await stage.call('/api/cart/items?x=%20y', { method: 'POST', body: '{"a":1}' });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ method: 'POST', url: '/cart/items?x=%20y', body: '{"a":1}' });
  });

  test('streams a chunked body and a long answer', async () => {
    const long = 'x'.repeat(60_000);
    const stage = await stageWith(mirror);
    const { text } = await stage.call('/api/cart', {
      method: 'PUT',
      body: long,
      headers: { 'transfer-encoding': 'chunked' },
    });
    expect(JSON.parse(text).body).toBe(long);
  });

  test('answers HEAD, 204 and 304 without a body', async () => {
    const stage = await stageWith((req, res) => {
      if (req.method === 'HEAD') res.setHeader('content-length', '5');
      res.writeHead(req.method === 'HEAD' ? 200 : 304).end();
    });
    expect(await stage.call('/api/products', { method: 'HEAD' })).toMatchObject({
      status: 200,
      headers: { 'content-length': '5' },
      text: '',
    });
    expect(await stage.call('/api/products')).toMatchObject({ status: 304, text: '' });
  });

  test('what is forged outside does not reach the upstream', async () => {
    const stage = await stageWith(mirror);
    const { text } = await stage.call('/api/products', {
      headers: {
        'X-User-Id': 'admin',
        authorization: 'Bearer user.a.x',
        connection: 'close, x-secret',
        'x-secret': '1',
        te: 'trailers',
        'x-forwarded-for': '9.9.9.9',
      },
    });
    const { headers } = JSON.parse(text);
    for (const name of ['x-user-id', 'authorization', 'x-secret', 'te']) expect(headers).not.toHaveProperty(name);
    expect(headers['x-forwarded-for']).toBe('9.9.9.9, 127.0.0.1');
    expect(headers.host).toBe('any');
  });

  test('carries a good request id and trace on, and replaces bad ones', async () => {
    const stage = await stageWith(mirror);
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const good = await stage.call('/api/products', { headers: { 'x-request-id': 'request-1', traceparent } });
    expect(JSON.parse(good.text).headers).toMatchObject({ 'x-request-id': 'request-1' });
    expect(JSON.parse(good.text).headers.traceparent).toContain('a'.repeat(32));
    expect(good.headers['x-request-id']).toBe('request-1');
    const bad = await stage.call('/api/products', { headers: { 'x-request-id': 'a"b', traceparent: 'x' } });
    expect(JSON.parse(bad.text).headers['x-request-id']).toMatch(/^[\w-]{36}$/);
    expect(JSON.parse(bad.text).headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  test('hop-by-hop headers of the answer stay behind, cookies stay', async () => {
    const stage = await stageWith((_req, res) => {
      res.writeHead(200, { 'set-cookie': ['a=1', 'b=2'], 'proxy-authenticate': 'x', 'x-powered-by': 'y' }).end('ok');
    });
    const { headers } = await stage.call('/api/products');
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(headers).not.toHaveProperty('proxy-authenticate');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

describe('refusals are problem+json', () => {
  test.each([
    { path: '/nothing', status: 404, code: 'not-found' },
    { path: '/internal/reservations', status: 404, code: 'not-found' },
    { path: '/metrics', status: 404, code: 'not-found' },
    { path: '/api/products/../internal/x', status: 400, code: 'bad-path' },
    { path: '/api/products/%2e%2e/internal/x', status: 400, code: 'bad-path' },
    { path: '/api/orders', status: 401, code: 'unauthorized' },
  ])('$path is $status', async ({ path, status, code }) => {
    const stage = await stageWith(mirror);
    const answer = await stage.call(path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({ status, code, requestId: answer.headers['x-request-id'] });
    expect(stage.seen.problems).toEqual([code]);
  });

  test.each([{ 'content-length': '70000' }, { 'transfer-encoding': 'chunked' }])(
    'a body over the limit is 413 by %j',
    async (headers) => {
      const stage = await stageWith(mirror);
      const answer = await stage.call('/api/cart', { method: 'POST', body: 'x'.repeat(70_000), headers });
      expect([answer.status, answer.headers.connection]).toEqual([413, 'close']);
    },
  );

  test('a keyed body over the limit is 413', async () => {
    const stage = await stageWith(mirror);
    const headers = { 'transfer-encoding': 'chunked', 'idempotency-key': 'k', authorization: 'Bearer user.a.x' };
    const body = 'x'.repeat(70_000);
    expect((await stage.call('/api/checkout', { method: 'POST', body, headers })).status).toBe(413);
  });

  test('a caller over the rate is 429 with Retry-After', async () => {
    const perClient = { tokensPerSecond: 0.1, burst: 2, maxCallers: 10 };
    const limits = { perClient, perUser: perClient, trustedProxies: 0 };
    const stage = await stageWith(mirror, { limits });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await stage.call('/api/products')).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(Number((await stage.call('/api/products')).headers['retry-after'])).toBeGreaterThan(0);
  });

  test('a user over the rate is 429 from whatever address', async () => {
    const perUser = { tokensPerSecond: 0.1, burst: 1, maxCallers: 10 };
    const perClient = { tokensPerSecond: 1e6, burst: 1e6, maxCallers: 10 };
    const stage = await stageWith(mirror, { limits: { perClient, perUser, trustedProxies: 1 } });
    const as = (address: string) =>
      stage.call('/api/orders', { headers: { authorization: 'Bearer user.a.x', 'x-forwarded-for': address } });
    expect((await as('1.1.1.1')).status).toBe(200);
    expect((await as('2.2.2.2')).status).toBe(429);
  });
});

describe('identity', () => {
  const auth = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  test('a good token becomes the user id, and stays behind', async () => {
    const stage = await stageWith(mirror);
    const { headers } = JSON.parse((await stage.call('/api/orders', auth('user.a.x'))).text);
    expect(headers['x-user-id']).toBe('user.a.x');
    expect(headers).not.toHaveProperty('authorization');
  });

  test('a cart needs no token', async () => {
    const stage = await stageWith(mirror);
    expect(JSON.parse((await stage.call('/api/cart')).text).headers).not.toHaveProperty('x-user-id');
  });

  test.each([
    { path: '/api/orders', token: 'bad.x.x', status: 401 },
    { path: '/api/cart', token: 'bad.x.x', status: 401 },
    { path: '/api/cart', token: 'a b', status: 401 },
    { path: '/api/orders', token: 'later.x.x', status: 503 },
    { path: '/api/products', token: 'bad.x.x', status: 200 },
  ])('$path with token "$token" is $status', async ({ path, token, status }) => {
    const stage = await stageWith(mirror);
    expect((await stage.call(path, auth(token))).status).toBe(status);
  });

  test('where the upstream checks the token itself it gets it', async () => {
    const stage = await stageWith(mirror);
    const { headers } = JSON.parse((await stage.call('/api/auth/me', auth('bad.x.x'))).text);
    expect(headers.authorization).toBe('Bearer bad.x.x');
  });
});

describe('an upstream that fails', () => {
  const quick = shopRoutes.map((route) => ({ ...route, timeoutMs: 100 }));

  test('that does not answer is 504', async () => {
    const stage = await stageWith(never, { routes: quick });
    expect((await stage.call('/api/products')).status).toBe(504);
  });

  test('that stops in the middle cuts the answer off', async () => {
    const stage = await stageWith((_req, res) => void res.writeHead(200).write('half'), { routes: quick });
    await expect(stage.call('/api/products')).rejects.toThrow();
  });

  test('that breaks the connection is 502', async () => {
    const stage = await stageWith((req) => req.socket.destroy());
    expect((await stage.call('/api/products')).status).toBe(502);
  });

  test('that has no replica is 503', async () => {
    const stage = await stageWith(mirror, { addresses: [] });
    const answer = await stage.call('/api/products');
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
  });

  test('that keeps failing is not asked any more', async () => {
    let asked = 0;
    const stage = await stageWith((req) => {
      asked += 1;
      req.socket.destroy();
    });
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await stage.call('/api/cart', { method: 'POST', body: 'x' })).status);
    expect(statuses).toEqual([502, 502, 502, 503, 503]);
    expect(asked).toBe(3);
  });

  test('a caller who leaves is no failure of the replica', async () => {
    const stage = await stageWith(never);
    for (let i = 0; i < 4; i += 1) {
      const gone = AbortSignal.timeout(20);
      await expect(fetch(`http://127.0.0.1:${stage.port}/api/products`, { signal: gone })).rejects.toThrow();
    }
    expect(stage.pool.closedCount).toBe(1);
  });
});

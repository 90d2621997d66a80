import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { RequestContext, runInRequest } from '../log/request-context.ts';
import { type HttpClient, httpClient } from './http-client.ts';

let server: Server;
let client: HttpClient;
afterEach(() => {
  client.close();
  server.closeAllConnections();
  server.close();
});

async function upstream(listener: RequestListener, timeoutMs = 1_000) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = httpClient({
    name: 'stock',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    timeoutMs,
  });
}

test('request id and trace go along, JSON both ways', async () => {
  await upstream(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    res.end(JSON.stringify({ headers: req.headers, body: JSON.parse(body) }));
  });
  const send = () => client.send({ method: 'POST', path: '/x', json: { a: 'ü' } });
  const answer = await runInRequest(new RequestContext({ 'x-request-id': 'r-1' }), send);
  expect(answer.json()).toMatchObject({
    headers: { 'x-request-id': 'r-1', traceparent: expect.stringMatching(/^00-/), 'content-type': 'application/json' },
    body: { a: 'ü' },
  });
});

test('connections are kept', async () => {
  let connections = 0;
  await upstream((_req, res) => res.end('ok'));
  server.on('connection', () => {
    connections += 1;
  });
  for (let i = 0; i < 5; i += 1) await client.send({ path: '/' });
  expect(connections).toBe(1);
});

test.each([
  { name: 'never answers', listener: () => {}, reason: 'timeout' },
  { name: 'stops in the middle', listener: ((_q, s) => s.write('x')) as RequestListener, reason: 'timeout' },
  { name: 'hangs up', listener: ((q) => q.socket.destroy()) as RequestListener, reason: 'unreachable' },
])('an upstream that $name is a $reason', async ({ listener, reason }) => {
  await upstream(listener, 100);
  await expect(client.send({ path: '/' })).rejects.toMatchObject({ name: 'UpstreamError', upstream: 'stock', reason });
});

test('a read on a connection that the upstream closed meanwhile is sent once more, a write is not', async () => {
  const seen: string[] = [];
  await upstream((req, res) => {
    seen.push(req.method ?? '');
    if (seen.length % 2 === 0) req.socket.resetAndDestroy();
    else res.end('ok');
  });
  await client.send({ path: '/' });
  expect((await client.send({ path: '/' })).text).toBe('ok');
  await expect(client.send({ method: 'POST', path: '/', json: {} })).rejects.toMatchObject({ reason: 'unreachable' });
  expect(seen).toEqual(['GET', 'GET', 'GET', 'POST']);
});

test('an answer without end is cut off', async () => {
  await upstream((_req, res) => {
    const chunk = Buffer.alloc(1024 * 1024);
    const more = () => {
      while (!res.destroyed && res.write(chunk));
    };
    res.on('drain', more);
    more();
  }, 10_000);
  await expect(client.send({ path: '/' })).rejects.toMatchObject({ reason: 'too-large' });
});

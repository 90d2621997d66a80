import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ProblemError, validate } from '../index.ts';
import { startService, type TestService } from '../testing/test-service.ts';

let service: TestService | undefined;
afterEach(() => service?.stop());

const order = z.object({ items: z.array(z.object({ quantity: z.number().int().min(1) })) });

const routes = new Hono()
  .get('/things/:id', (c) => c.json({ id: c.req.param('id') }))
  .post('/orders', validate('json', order), (c) => c.json(c.req.valid('json'), 201))
  .get('/boom', () => {
    throw new Error('password is hunter2');
  })
  .get('/sold-out', () => {
    throw new ProblemError(409, 'sold-out', 'There is none left.', { extra: { left: 0 } });
  })
  .get('/store-down', () => {
    throw new Error('query failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
  });

async function get(path: string, init?: RequestInit) {
  const response = await fetch(`${service?.url}${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

const post = (body: string) =>
  get('/orders', { method: 'POST', body, headers: { 'content-type': 'application/json' } });

test.each([
  { path: '/boom', status: 500, code: 'internal' },
  { path: '/sold-out', status: 409, code: 'sold-out' },
  { path: '/store-down', status: 503, code: 'unavailable' },
  { path: '/nowhere', status: 404, code: 'not-found' },
])('$path answers problem+json $status without internals', async ({ path, status, code }) => {
  service = await startService({ routes });
  const answer = await get(path, { headers: { 'x-request-id': 'r-7' } });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('x-request-id')).toBe('r-7');
  expect(answer.json()).toMatchObject({ status, code, requestId: 'r-7' });
  expect(answer.text).not.toMatch(/hunter2|refused|at .*\.ts/);
});

test('a bad field is named', async () => {
  service = await startService({ routes });
  const answer = await post('{"items":[{"quantity":0}]}');
  expect(answer.status).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'validation', errors: [{ field: 'items[0].quantity' }] });
});

test.each(['{bad', '[', 'nul'])('the malformed body %s is a bad request', async (body) => {
  service = await startService({ routes });
  expect((await post(body)).status).toBe(400);
});

test.each(['with a length', 'chunked'])('a body over the limit, %s, is refused', async (kind) => {
  service = await startService({ routes, maxBodyBytes: 100 });
  const big = JSON.stringify({ items: [], note: 'x'.repeat(200) });
  const body = kind === 'chunked' ? new Blob([big]).stream() : big;
  const headers = { 'content-type': 'application/json' };
  const answer = await get('/orders', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
  expect(answer.status).toBe(413);
});

test('metrics count requests by route pattern and leave health checks out', async () => {
  service = await startService({ routes });
  await get('/things/1');
  await get('/things/2');
  await get('/nowhere/%20');
  await get('/health/live');
  const metrics = await (await fetch(`${service.internalUrl}/metrics`)).text();
  const counts = metrics.split('\n').filter((line) => line.startsWith('http_server_request_duration_seconds_count'));
  const label = (route: string, status: number) =>
    `{http_route="${route}",http_request_method="GET",http_response_status_code="${status}"}`;
  expect(counts.toSorted()).toEqual([
    `http_server_request_duration_seconds_count${label('/things/:id', 200)} 2`,
    `http_server_request_duration_seconds_count${label('unmatched', 404)} 1`,
  ]);
  expect(metrics).toMatch(/^process_resident_memory_bytes /m);
});

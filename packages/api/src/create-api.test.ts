import { AresError } from '@ares/core';
import type { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { aFleet, anOverview } from './testing/a-fleet.ts';
import { anApi, operator, stranger, viewer } from './testing/an-api.ts';

const open = ['/health', '/api/v1/config'];

/** Every route that the app has, but for its middleware and the open ones. */
const guarded = (app: Pick<Hono, 'routes'>) =>
  app.routes.filter(({ method, path }) => method !== 'ALL' && !open.includes(path));

const bodies: Readonly<Record<string, unknown>> = {
  '/api/v1/kill-switch': { on: true, reason: 'drill' },
  '/api/v1/test-message': { reason: 'new webhook' },
};

/** What each guarded route answers, so that none is forgotten that is added later. */
async function answers({ app, ask, post }: ReturnType<typeof anApi>): Promise<readonly string[]> {
  const routes = new Map(guarded(app).map((route) => [`${route.method} ${route.path}`, route]));
  const asked = [...routes.values()].map(async ({ method, path }) => {
    const { status } = await (method === 'POST' ? post(path, bodies[path]) : ask(path.replace(':id', 'x')));
    return `${status} ${method} ${path}`;
  });
  return Promise.all(asked);
}
const others = (answered: readonly string[], status: number) =>
  answered.filter((line) => !line.startsWith(`${status} `));

describe('security 21: authorisation in every handler', () => {
  test('nobody passes without a sign-in', async () => {
    const all = await answers(anApi(undefined));
    expect(all.length).toBeGreaterThan(7);
    expect(others(all, 401)).toEqual([]);
  });

  test('a sign-in alone gives no right', async () => expect(others(await answers(anApi(stranger)), 403)).toEqual([]));

  test('seeded violation: a route whose handler does not ask is found', async () => {
    const api = anApi(stranger);
    api.app.get('/api/v1/leak', (c) => c.json({}));
    expect(others(await answers(api), 403)).toEqual(['200 GET /api/v1/leak']);
  });

  test('who may look may not act', async () => {
    const refused = (await answers(anApi(viewer))).filter((line) => line.startsWith('403 '));
    expect(refused).toEqual(['403 POST /api/v1/kill-switch', '403 POST /api/v1/test-message']);
  });

  test('what is open tells nothing of the fleet', async () => {
    const signIn = { issuer: 'https://idp.test', clientId: 'client', domain: 'https://login.test' };
    const { ask } = anApi(undefined, { signIn });
    expect((await ask('/health')).body).toEqual({ status: 'ok', version: '1.2.3' });
    expect((await ask('/api/v1/config')).body).toEqual(signIn);
    expect((await anApi(undefined).ask('/api/v1/config')).status).toBe(404);
  });
});

test('nothing is kept by a cache, and every answer has the version', async () => {
  for (const path of ['/health', '/api/v1/overview', '/api/v1/nowhere']) {
    const { headers } = await anApi(viewer).ask(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'ares-version': '1.2.3',
      'x-content-type-options': 'nosniff',
    });
  }
});

const failing = (error: Error) => {
  const { reader } = aFleet();
  return anApi(viewer, { reader: { ...reader, overview: () => Promise.reject(error) } });
};

describe('security 30: errors carry no internals', () => {
  test('row 12: a store that does not answer is 503, with its reason in the log alone', async () => {
    const { ask, lines } = failing(new AresError('STORE_UNAVAILABLE', 'postgres at 10.0.0.7 refuses ares_api'));
    const { status, headers, text, body } = await ask('/api/v1/overview');
    expect([status, headers.get('retry-after'), body.error.code]).toEqual([503, '5', 'STORE_UNAVAILABLE']);
    expect(text).not.toMatch(/10\.0\.0\.7|ares_api|postgres/);
    expect(lines).toMatchObject([{ level: 'warn', event: 'api.failed', fields: { route: '/api/v1/overview' } }]);
    expect(JSON.stringify(lines)).toContain('10.0.0.7');
  });

  test('a store that is slow is 503 too, in time', async () => {
    const { reader } = aFleet();
    const slow = anApi(viewer, { reader: { ...reader, overview: () => new Promise(() => {}) }, answerMs: 20 });
    const { status, headers, body } = await slow.ask('/api/v1/overview');
    expect([status, headers.get('retry-after'), body.error.code]).toEqual([503, '5', 'STORE_UNAVAILABLE']);
    expect(JSON.stringify(slow.lines)).toContain('no answer within 20 ms');
  });

  const routes = [
    ['/api/v1/kill-switch', 'setKillSwitch'],
    ['/api/v1/test-message', 'sendTest'],
  ] as const;
  test.each(routes)('a change whose end nobody knows is not to be made again unseen: %s', async (path, verb) => {
    const late = { ...aFleet().admin, [verb]: () => new Promise(() => {}) };
    const { status, headers, body } = await anApi(operator, { admin: late, answerMs: 20 }).post(path, bodies[path]);
    expect([status, headers.get('retry-after'), body.error.code]).toEqual([503, null, 'STORE_UNAVAILABLE']);
    expect(body.error.remedy).toMatch(/may have taken effect.*`npx ares audit`.*before you do it again/);
  });

  test.each(routes)('nor is one that met a fault: %s', async (path, verb) => {
    const broken = { ...aFleet().admin, [verb]: () => Promise.reject(new TypeError('oops')) };
    const { status, body } = await anApi(operator, { admin: broken }).post(path, bodies[path]);
    expect([status, body.error.code]).toEqual([500, 'INTERNAL']);
    expect(body.error.remedy).toMatch(/may have taken effect.*; the log of the API/);
  });

  test('a fault of ARES has a reference, and its stack in the log alone', async () => {
    const { ask, lines } = failing(new TypeError('secret is undefined'));
    const { status, text, body } = await ask('/api/v1/overview');
    expect([status, body.error.code]).toEqual([500, 'INTERNAL']);
    expect(text).not.toMatch(/secret|\.ts|stack/);
    const [reference] = /[0-9a-f-]{36}/.exec(body.error.message) ?? [];
    expect(lines[0]?.fields).toMatchObject({ message: expect.stringContaining(String(reference)) });
    expect(lines[0]?.fields.error).toContain('secret is undefined');
  });

  test('a path that nobody serves', async () => {
    const { status, body } = await anApi(viewer).ask('/api/v1/%3Cscript%3E');
    expect([status, body]).toEqual([404, { error: { code: 'NOT_FOUND', message: 'nothing is served at this path' } }]);
  });

  test('an answer that the platform would cut off is refused with what to do', async () => {
    const policyRejected = 'x'.repeat(5_000_001);
    const { status, body } = await anApi(viewer, aFleet({ a: anOverview({ policyRejected }) })).ask('/api/v1/overview');
    expect([status, body.error.code, body.error.remedy]).toEqual([413, 'TOO_LARGE', expect.stringContaining('shard')]);
  });
});

test('security 29: what a client writes does not reach the log as text of its own', async () => {
  const { ask, lines } = anApi(stranger);
  await ask('/api/v1/incidents/x%0aFAKE%20line?a=%0a');
  expect(lines).toEqual([
    {
      level: 'info',
      event: 'api.refused',
      fields: { method: 'GET', route: '/api/v1/incidents/:id', by: 'sam', code: 'FORBIDDEN' },
    },
  ]);
});

test('a body that is too large or no JSON', async () => {
  const { post, ask } = anApi(operator);
  expect((await post('/api/v1/kill-switch', { on: true, reason: 'x'.repeat(9_000) })).status).toBe(413);
  const headers = { 'content-type': 'application/json' };
  const { status, body } = await ask('/api/v1/kill-switch', { method: 'POST', headers, body: '{' });
  expect([status, body.error]).toEqual([400, { code: 'BAD_REQUEST', message: 'the body is not valid JSON' }]);
});

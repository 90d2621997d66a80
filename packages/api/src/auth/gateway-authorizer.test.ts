import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { gatewayAuthorizer } from './gateway-authorizer.ts';

const authorize = gatewayAuthorizer({ read: 'ares-readers', operate: 'ares-operators' });

/** As an app sees it that `hono/aws-lambda` calls. */
async function caller(env: unknown, headers: Record<string, string> = {}) {
  const app = new Hono().get('/', async (c) => c.json((await authorize(c)) ?? null));
  return (await app.request('/', { headers }, env as object)).json();
}
const claimed = (claims: unknown) => caller({ event: { requestContext: { authorizer: { jwt: { claims } } } } });
const sub = '5b0c';

test('the claims of a gateway: name, groups as it writes them, and the time of the sign-in', async () => {
  const claims = { sub, username: 'ada', 'cognito:groups': '[others ares-operators]', auth_time: '1800000000' };
  expect(await claimed(claims)).toEqual({ name: 'ada', scopes: ['read', 'operate'], signedInAtMs: 1_800_000_000_000 });
});

test.each([
  { groups: '[ares-readers]', scopes: ['read'] },
  { groups: ['ares-readers'], scopes: ['read'] },
  { groups: '[]', scopes: [] },
  { groups: undefined, scopes: [] },
  { groups: '[not-ares-operators ares-operators2]', scopes: [] },
  { groups: '[ares-readers,ares-operators]', scopes: [] },
])('groups $groups give $scopes', async ({ groups, scopes }) =>
  expect(await claimed({ sub, ...(groups && { 'cognito:groups': groups }) })).toEqual({ name: sub, scopes }),
);

describe('is nobody', () => {
  test.each([
    { name: 'without a gateway', env: {} },
    { name: 'on a machine of one’s own', env: { incoming: {}, outgoing: {} } },
    { name: 'without an authorizer', env: { event: { requestContext: {} } } },
    { name: 'with another kind of authorizer', env: { event: { requestContext: { authorizer: { lambda: {} } } } } },
    {
      name: 'with claims of nobody',
      env: { event: { requestContext: { authorizer: { jwt: { claims: { username: 'ada' } } } } } },
    },
  ])('$name', async ({ env }) => expect(await caller(env)).toBeNull());

  test('whatever a client writes into its headers', async () => {
    const claims = JSON.stringify({ sub, 'cognito:groups': '[ares-operators]' });
    expect(await caller({}, { authorization: 'Bearer x', 'x-amzn-request-context': claims })).toBeNull();
  });
});

import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import type { HttpClient } from '../http/http-client.ts';
import { UpstreamError } from '../http/upstream-error.ts';
import { jwksClient } from './jwks-client.ts';
import { jwtVerifier } from './jwt-verifier.ts';
import { bearerToken } from './require-user.ts';

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
const user = '6f1e2f43-6a3c-4a51-9a39-2f6f0f8f0b51';
let first: Pair;
let second: Pair;

beforeAll(async () => {
  first = await generateKeyPair('EdDSA');
  second = await generateKeyPair('EdDSA');
});

const sign = (pair: Pair, kid: string, over: { audience?: string; expSeconds?: number; sub?: string } = {}) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .setSubject(over.sub ?? user)
    .setIssuer('shop')
    .setAudience(over.audience ?? 'shop')
    .setExpirationTime(over.expSeconds ?? 2_000_000_000)
    .sign(pair.privateKey);

/** An issuer whose published keys, reachability and clock the test moves. */
async function stage() {
  const state = { nowMs: 1_900_000_000_000, fetches: 0, up: true, published: [{ pair: first, kid: 'one' }] };
  const http: HttpClient = {
    close() {},
    async send() {
      state.fetches += 1;
      if (!state.up) throw new UpstreamError('user', 'unreachable');
      const keys = await Promise.all(
        state.published.map(async (k) => ({ ...(await exportJWK(k.pair.publicKey)), kid: k.kid })),
      );
      return { status: 200, headers: {}, text: '', json: () => ({ keys }) };
    },
  };
  const nowMs = () => state.nowMs;
  const verify = jwtVerifier({ keys: jwksClient({ http, nowMs }), issuer: 'shop', audience: 'shop', nowMs });
  return { state, verify };
}

test('a token of the issuer is accepted and its keys are fetched once', async () => {
  const { state, verify } = await stage();
  const tokens = await Promise.all([1, 2, 3].map((n) => sign(first, 'one', { expSeconds: 2_000_000_000 + n })));
  for (const token of tokens) expect(await verify(token)).toMatchObject({ sub: user });
  expect(state.fetches).toBe(1);
});

test('a new key is found when its first token comes', async () => {
  const { state, verify } = await stage();
  await verify(await sign(first, 'one'));
  state.published.push({ pair: second, kid: 'two' });
  state.nowMs += 10_000;
  expect(await verify(await sign(second, 'two'))).toMatchObject({ sub: user });
});

test('forged key ids do not flood the issuer', async () => {
  const { state, verify } = await stage();
  await verify(await sign(first, 'one'));
  state.nowMs += 10_000;
  for (let i = 0; i < 20; i += 1) await expect(verify(await sign(second, `forged-${i}`))).rejects.toThrow(/not valid/);
  expect(state.fetches).toBe(2);
});

test('known keys serve on while the issuer is away', async () => {
  const { state, verify } = await stage();
  await verify(await sign(first, 'one'));
  state.up = false;
  state.nowMs += 3_600_000;
  expect(await verify(await sign(first, 'one', { expSeconds: 2_100_000_000 }))).toMatchObject({ sub: user });
});

test('without any key a token is not judged: the answer is unavailable, not unauthorized', async () => {
  const { state, verify } = await stage();
  state.up = false;
  await expect(verify(await sign(first, 'one'))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

test('an issuer that comes back is asked again soon', async () => {
  const { state, verify } = await stage();
  const token = await sign(first, 'one');
  state.up = false;
  await expect(verify(token)).rejects.toThrow();
  state.up = true;
  state.nowMs += 600;
  expect(await verify(token)).toMatchObject({ sub: user });
});

test('an accepted token is refused once it has expired', async () => {
  const { state, verify } = await stage();
  const token = await sign(first, 'one', { expSeconds: state.nowMs / 1000 + 10 });
  await verify(token);
  state.nowMs += 11_000;
  await expect(verify(token)).rejects.toMatchObject({ status: 401 });
});

test.each([
  { name: 'another audience', token: () => sign(first, 'one', { audience: 'bank' }) },
  { name: 'an expired one', token: () => sign(first, 'one', { expSeconds: 1_000 }) },
  { name: 'the wrong key', token: () => sign(second, 'one') },
  { name: 'a subject that is no id', token: () => sign(first, 'one', { sub: 'root' }) },
  { name: 'no token', token: async () => 'abc' },
  { name: 'no signature', token: async () => `${(await sign(first, 'one')).split('.').slice(0, 2).join('.')}.` },
])('a token with $name is 401', async ({ token }) => {
  const { verify } = await stage();
  await expect(verify(await token())).rejects.toMatchObject({ status: 401 });
});

test.each([
  ['Bearer a.b.c', 'a.b.c'],
  ['bearer a.b.c', 'a.b.c'],
  ['Basic abc', undefined],
  ['Bearer a.b', undefined],
  ['Bearer a.b.c extra', undefined],
  [undefined, undefined],
])('bearerToken(%j) is %j', (header, want) => expect(bearerToken(header)).toBe(want));

import { randomUUID } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startUserStage, type UserReplica, type UserStage } from '../testing/start-user.ts';

let stage: UserStage;
const dayMs = 86_400_000;
const minuteMs = 60_000;
const person = { email: `${randomUUID()}@example.com`, password: 'correct horse battery', name: 'Ada' };

beforeEach(async () => {
  stage = await startUserStage();
});
afterEach(() => stage.stop());

async function signIn(replica: UserReplica): Promise<{ accessToken: string; kid: string }> {
  await replica.call('POST', '/auth/register', person);
  const { body } = await replica.call('POST', '/auth/login', person);
  return { accessToken: body.accessToken, kid: decodeProtectedHeader(body.accessToken).kid as string };
}

async function published(replica: UserReplica): Promise<string[]> {
  const { body } = await replica.call('GET', '/.well-known/jwks.json');
  return body.keys.map((key: { kid: string }) => key.kid);
}

test('what is published is public', async () => {
  const { body } = await (await stage.startReplica()).call('GET', '/.well-known/jwks.json');
  expect(body.keys).toHaveLength(1);
  expect(body.keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
  expect(body.keys[0]).not.toHaveProperty('d');
});

test('replicas that start at once agree on one key', async () => {
  const replicas = await Promise.all([1, 2, 3, 4].map(() => stage.startReplica()));
  const sets = await Promise.all(replicas.map(published));
  expect(new Set(sets.flat()).size).toBe(1);
  const { accessToken } = await signIn(replicas[0] as UserReplica);
  const answers = await Promise.all(replicas.map((r) => r.call('GET', '/auth/me', undefined, accessToken)));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
});

test('the next key is published before it signs, then it signs, and tokens of the old one are good to their end', async () => {
  const first = await signIn(await stage.startReplica());

  stage.clock.offsetMs = 30 * dayMs - 10 * minuteMs;
  const between = await stage.startReplica();
  const old = await signIn(between);
  expect(old.kid).toBe(first.kid);
  const [, next] = await published(between);
  expect(next).toBeDefined();

  stage.clock.offsetMs = 30 * dayMs + 11 * minuteMs;
  const late = await stage.startReplica();
  const fresh = await signIn(late);
  expect(fresh.kid).toBe(next);
  expect(fresh.kid).not.toBe(old.kid);

  stage.clock.offsetMs = 30 * dayMs + 4 * minuteMs;
  expect((await late.call('GET', '/auth/me', undefined, old.accessToken)).status).toBe(200);
  expect(await published(late)).toContain(old.kid);
});

test('a key is withdrawn when its last token has expired', async () => {
  const { kid, accessToken } = await signIn(await stage.startReplica());
  stage.clock.offsetMs = 30 * dayMs;
  await stage.startReplica();
  stage.clock.offsetMs = 31 * dayMs;
  const late = await stage.startReplica();
  expect(await published(late)).not.toContain(kid);
  expect((await late.call('GET', '/auth/me', undefined, accessToken)).status).toBe(401);
});

test('private keys are stored encrypted, and another secret is refused with its remedy', async () => {
  await stage.startReplica();
  const { rows } = await stage.sql.query('select private_jwk from signing_keys');
  expect(Buffer.from(rows[0].private_jwk, 'base64').toString('latin1')).not.toContain('Ed25519');
  const other = stage.startReplica({ JWT_KEY_SECRET: 'another secret that is long enough too' });
  await expect(other).rejects.toThrow(/JWT_KEY_SECRET is not the one/);
});

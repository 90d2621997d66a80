import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUserStage, type UserReplica, type UserStage } from './testing/start-user.ts';

let stage: UserStage;
let user: UserReplica;
const password = 'correct horse battery';

beforeAll(async () => {
  stage = await startUserStage();
  user = await stage.startReplica();
});
afterAll(() => stage.stop());

async function registered(): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await user.call('POST', '/auth/register', { email, password, name: 'Ada' });
  return email;
}

const login = (email: string, given = password) => user.call('POST', '/auth/login', { email, password: given });
const refresh = (refreshToken: string) => user.call('POST', '/auth/refresh', { refreshToken });
const me = (token?: string) => user.call('GET', '/auth/me', undefined, token);

test('register, sign in, see oneself', async () => {
  const email = await registered();
  const { status, body, headers } = await login(email.toUpperCase());
  expect(status).toBe(200);
  expect(body).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
  expect(headers.get('cache-control')).toBe('no-store');
  expect((await me(body.accessToken)).body).toMatchObject({ email, name: 'Ada' });
});

test('what is stored is neither password nor refresh token', async () => {
  const email = await registered();
  const { body } = await login(email);
  const { rows } = await stage.sql.query('select u.*, t.* from users u, refresh_tokens t');
  const stored = JSON.stringify(rows);
  expect(stored).not.toContain(password);
  expect(stored).not.toContain(body.refreshToken);
  expect(stored).toContain('$argon2id$');
});

test('registering an address again is answered alike and changes nothing', async () => {
  const email = await registered();
  const again = { email, password: 'another password', name: 'Eve' };
  const fresh = { ...again, email: `${randomUUID()}@example.com` };
  const [second, first] = [
    await user.call('POST', '/auth/register', again),
    await user.call('POST', '/auth/register', fresh),
  ];
  expect([second.status, second.body]).toEqual([first.status, first.body]);
  expect((await login(email, 'another password')).status).toBe(401);
  expect((await login(email)).status).toBe(200);
});

test('a wrong password and an unknown address get the same answer', async () => {
  const email = await registered();
  const answers = [await login(email, 'wrong password'), await login(`${randomUUID()}@example.com`)];
  const comparable = answers.map(({ status, body: { requestId: _, ...body } }) => ({ status, body }));
  expect(comparable[0]).toEqual(comparable[1]);
  expect(comparable[0]).toMatchObject({ status: 401, body: { code: 'bad-credentials' } });
});

test.each([
  { over: { password: 'short' }, field: 'password' },
  { over: { email: 'longname@example.com', password: 'my-LongName-2024' }, field: 'password' },
  { over: { email: 'not an address' }, field: 'email' },
  { over: { name: ' ' }, field: 'name' },
  { over: { name: 'A\u0000da' }, field: 'name' },
])('a registration with $over is refused and names $field', async ({ over, field }) => {
  const body = { email: `${randomUUID()}@example.com`, password, name: 'Ada', ...over };
  const answer = await user.call('POST', '/auth/register', body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toContainEqual(expect.objectContaining({ field }));
  expect(JSON.stringify(answer.body)).not.toContain(body.password);
});

test('refresh rotates: the new pair works', async () => {
  const first = (await login(await registered())).body;
  const second = await refresh(first.refreshToken);
  expect(second.status).toBe(200);
  expect(second.body.refreshToken).not.toBe(first.refreshToken);
  expect((await me(second.body.accessToken)).status).toBe(200);
  expect((await refresh(second.body.refreshToken)).status).toBe(200);
});

test('a refresh token used twice ends the whole family', async () => {
  const email = await registered();
  const first = (await login(email)).body;
  const other = (await login(email)).body;
  const second = (await refresh(first.refreshToken)).body;
  expect((await refresh(first.refreshToken)).status).toBe(401);
  expect((await refresh(second.refreshToken)).status).toBe(401);
  expect((await refresh(other.refreshToken)).status).toBe(200);
});

test('the same token presented 20 times at once is exchanged once at most, and its family ends', async () => {
  const { refreshToken } = (await login(await registered())).body;
  const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));
  const won = answers.filter((answer) => answer.status === 200);
  expect(won).toHaveLength(1);
  expect((await refresh(won[0]?.body.refreshToken)).status).toBe(401);
});

test('signing out ends the session, and again is no error', async () => {
  const { refreshToken } = (await login(await registered())).body;
  for (let i = 0; i < 2; i += 1) expect((await user.call('POST', '/auth/logout', { refreshToken })).status).toBe(204);
  expect((await refresh(refreshToken)).status).toBe(401);
});

test('a session ends after its time', async () => {
  const { refreshToken } = (await login(await registered())).body;
  await stage.sql.query("update sessions set expires_at = now() - interval '1 s'");
  expect((await refresh(refreshToken)).status).toBe(401);
});

test('without a token, with a forged one, and for a deleted account, nobody is told who they are', async () => {
  expect((await me()).status).toBe(401);
  expect((await me('a.b.c')).status).toBe(401);
  const email = await registered();
  const { accessToken } = (await login(email)).body;
  await stage.sql.query('delete from users where email = $1', [email]);
  expect((await me(accessToken)).status).toBe(401);
});

test('a hash of yesterday’s cost is made anew at the next sign-in', async () => {
  const email = await registered();
  const old = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  await stage.sql.query('update users set password_hash = $2 where email = $1', [email, old]);
  expect((await login(email, 'password')).status).toBe(200);
  const { rows } = await stage.sql.query('select password_hash from users where email = $1', [email]);
  expect(rows[0].password_hash).toMatch(/m=19456,t=2,p=1/);
  expect((await login(email, 'password')).status).toBe(200);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUserStage, type UserReplica, type UserStage } from '../testing/start-user.ts';

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

const login = (email: string, given: string) => user.call('POST', '/auth/login', { email, password: given });

async function fail(email: string, times: number): Promise<number[]> {
  const statuses = [];
  for (let i = 0; i < times; i += 1) statuses.push((await login(email, 'wrong password')).status);
  return statuses;
}

/** Lets the lock run out, as if the time had passed. */
const waitOut = (email: string) =>
  stage.sql.query("update login_attempts set locked_until = now() - interval '1 ms' where email = $1", [email]);

async function lockSeconds(email: string): Promise<number> {
  const { rows } = await stage.sql.query(
    'select round(extract(epoch from locked_until - last_at))::int as seconds from login_attempts where email = $1',
    [email],
  );
  return rows[0]?.seconds;
}

test('after five failures even the right password has to wait, and is told how long', async () => {
  const email = await registered();
  expect(await fail(email, 5)).toEqual([401, 401, 401, 401, 401]);
  const locked = await login(email, password);
  expect(locked.status).toBe(429);
  expect(locked.body.code).toBe('too-many-attempts');
  expect(Number(locked.headers.get('retry-after'))).toBe(locked.body.retryAfterSeconds);
  await waitOut(email);
  expect((await login(email, password)).status).toBe(200);
});

test('each further failure doubles the delay, up to fifteen minutes', async () => {
  const email = await registered();
  await fail(email, 5);
  const delays = [await lockSeconds(email)];
  for (let i = 0; i < 6; i += 1) {
    await waitOut(email);
    await fail(email, 1);
    delays.push(await lockSeconds(email));
  }
  expect(delays).toEqual([30, 60, 120, 240, 480, 900, 900]);
});

test('attempts during the lock neither look at the password nor prolong it', async () => {
  const email = await registered();
  await fail(email, 5);
  expect(await fail(email, 5)).toEqual([429, 429, 429, 429, 429]);
  expect(await lockSeconds(email)).toBe(30);
});

test('a success starts the count again', async () => {
  const email = await registered();
  for (let i = 0; i < 3; i += 1) {
    expect(await fail(email, 4)).toEqual([401, 401, 401, 401]);
    expect((await login(email, password)).status).toBe(200);
  }
});

test('old failures are forgotten', async () => {
  const email = await registered();
  await fail(email, 4);
  await stage.sql.query("update login_attempts set last_at = now() - interval '2 days' where email = $1", [email]);
  await fail(email, 1);
  expect((await login(email, password)).status).toBe(200);
});

test('an address that nobody has is locked just the same', async () => {
  expect(await fail(`${randomUUID()}@example.com`, 6)).toEqual([401, 401, 401, 401, 401, 429]);
});

test('50 guesses at once are five guesses', async () => {
  const email = await registered();
  const answers = await Promise.all(Array.from({ length: 50 }, () => login(email, 'wrong password')));
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(45);
});

import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { switchDependencyOff } from '../faults/dependency-switch.ts';
import { startRedis, type TestRedis, waitFor } from '../testing/index.ts';
import { redisClient } from './redis-client.ts';

const silent = pino({ level: 'silent' });
let server: TestRedis;

beforeAll(async () => {
  server = await startRedis();
});

afterAll(() => server.stop());

function client() {
  return redisClient({ REDIS_URL: server.url, REDIS_COMMAND_TIMEOUT_MS: 200 }, silent);
}

test('commands are refused while Redis is down and work again after its restart', async () => {
  const redis = client();
  await waitFor(() => redis.set('a', '1'));
  await server.kill();
  await waitFor(() => expect(redis.status).not.toBe('ready'));
  await expect(redis.get('a')).rejects.toThrow();
  await server.restart();
  await waitFor(() => redis.set('a', '2'));
  expect(await redis.get('a')).toBe('2');
  redis.disconnect();
});

test('a frozen Redis is given up on instead of waited for', async () => {
  const redis = client();
  await waitFor(() => redis.ping());
  await server.freeze();
  await expect(redis.get('a')).rejects.toThrow(/timed out/);
  await server.thaw();
  await waitFor(() => redis.ping());
  redis.disconnect();
});

test('the dependency fault makes commands fail until it is taken back', async () => {
  const redis = client();
  await waitFor(() => redis.ping());
  const revert = switchDependencyOff('redis');
  await expect(redis.get('a')).rejects.toThrow(/switched off/);
  revert();
  await expect(redis.get('missing')).resolves.toBeNull();
  redis.disconnect();
});

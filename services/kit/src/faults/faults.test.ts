import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createService } from '../service/create-service.ts';
import { startService, type TestService } from '../testing/test-service.ts';
import { refusalOf } from './dependency-switch.ts';

let service: TestService;
const routes = new Hono().get('/', (c) => c.text('served'));

beforeEach(async () => {
  service = await startService({ routes });
});
afterEach(() => service.stop());

const fault = (method: string, name: string, params?: unknown) =>
  fetch(`${service.internalUrl}/faults/${name}`, {
    method,
    body: params === undefined ? null : JSON.stringify(params),
  });
const status = async (path: string) => (await fetch(`${service.url}${path}`)).status;

test('errors answer the given share and status, health stays well, and DELETE takes it back', async () => {
  expect((await fault('PUT', 'errors', { share: 1, status: 502 })).status).toBe(200);
  expect([await status('/'), await status('/health/ready')]).toEqual([502, 200]);
  expect((await fault('DELETE', 'errors')).status).toBe(204);
  expect(await status('/')).toBe(200);
});

test('unready turns only readiness', async () => {
  await fault('PUT', 'unready');
  expect([await status('/health/ready'), await status('/health/live'), await status('/')]).toEqual([503, 200, 200]);
  await fault('DELETE', 'unready');
  expect(await status('/health/ready')).toBe(200);
});

test('latency holds requests back, and health checks only if asked to', async () => {
  await fault('PUT', 'latency', { latencyMs: 60_000 });
  expect(await status('/health/ready')).toBe(200);
  const signal = AbortSignal.timeout(100);
  await expect(fetch(service.url, { signal })).rejects.toThrow(/aborted|timeout/);
  await fault('PUT', 'latency', { latencyMs: 60_000, health: true });
  await expect(fetch(`${service.url}/health/ready`, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
});

test('a dependency is off until the fault is taken back', async () => {
  await fault('PUT', 'dependency', { name: 'postgres' });
  expect(refusalOf('postgres')?.message).toMatch(/switched off/);
  await fault('DELETE', 'dependency');
  expect(refusalOf('postgres')).toBeUndefined();
});

test('memory is really taken, up to its limit', async () => {
  const before = process.memoryUsage().arrayBuffers;
  await fault('PUT', 'memory', { bytesPerSecond: 64 * 1024 * 1024, bytesMax: 16 * 1024 * 1024 });
  await vi.waitFor(() => expect(process.memoryUsage().arrayBuffers).toBeGreaterThan(before + 12 * 1024 * 1024));
  await fault('DELETE', 'memory');
});

test('cpu is really burnt', async () => {
  const before = process.cpuUsage();
  await fault('PUT', 'cpu', { share: 0.5 });
  await vi.waitFor(() => expect(process.cpuUsage(before).user).toBeGreaterThan(200_000), { timeout: 10_000 });
  await fault('DELETE', 'cpu');
});

test.each([
  { name: 'latency', params: { latencyMs: -1 }, field: 'latencyMs' },
  { name: 'latency', params: {}, field: 'latencyMs' },
  { name: 'errors', params: { share: 2 }, field: 'share' },
  { name: 'cpu', params: { share: 0.5, cores: 2 }, field: '' },
])('bad parameters of $name name the field "$field"', async ({ name, params, field }) => {
  const response = await fault('PUT', name, params);
  expect(response.status).toBe(400);
  expect(((await response.json()) as { errors: unknown[] }).errors).toContainEqual(expect.objectContaining({ field }));
});

test('an unknown fault is answered with the known ones', async () => {
  const response = await fault('PUT', 'gravity');
  expect(response.status).toBe(404);
  expect(await response.text()).toMatch(/latency, errors, unready, cpu, memory, dependency/);
});

test('the list tells what is on', async () => {
  await fault('PUT', 'errors', { share: 0.25 });
  const { faults } = (await (await fetch(`${service.internalUrl}/faults`)).json()) as { faults: unknown[] };
  expect(faults).toContainEqual({ name: 'errors', on: true, params: { share: 0.25, status: 500 } });
  expect(faults).toContainEqual({ name: 'cpu', on: false });
});

test('without ARES_FAULTS=on there are no switches', async () => {
  const config = {
    SERVICE_NAME: 'test',
    HOST: '127.0.0.1',
    PORT: 0,
    INTERNAL_PORT: 0,
    LOG_LEVEL: 'silent',
    ARES_FAULTS: 'off',
  } as const;
  const { pino } = await import('pino');
  const plain = createService({ config, logger: pino({ level: 'silent' }), routes });
  const { internalPort } = await plain.start();
  const response = await fetch(`http://127.0.0.1:${internalPort}/faults/unready`, { method: 'PUT' });
  expect(response.status).toBe(404);
  await plain.stop();
});

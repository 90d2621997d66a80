import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Probed, Prober } from './prober.ts';
import { prober } from './prober.ts';
import type { Protocol } from './protocol.ts';
import { tcp } from './protocols.ts';

const WAIT = { timeout: 15_000, interval: 20 };
const silent: Protocol = { question: Buffer.from('?'), judge: () => undefined, isWhole: () => false };

let server: Server;
let sockets: Socket[];
let openMax: number;
let lagMs: number;
let failing: string[];
let probes: Prober;

beforeEach(async () => {
  [sockets, failing, openMax, lagMs] = [[], [], 0, 0];
  const open = new Set<Socket>();
  server = createServer((socket) => {
    sockets.push(socket);
    open.add(socket);
    // Later, when the end of an earlier connection has been read as well.
    setTimeout(() => setImmediate(() => (openMax = Math.max(openMax, open.size))), 100);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  probes = prober({ lag: { maxMsSince: () => lagMs }, onFailing: (name) => failing.push(name) });
});
afterEach(async () => {
  probes.stop();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const probed = (over: Partial<Probed> = {}): Probed => ({
  id: '00000a',
  name: 'web',
  startedAt: 'run 1',
  target: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
  protocol: tcp,
  ...over,
});
const results = (id = '00000a') => probes.results(id);

test('asks at once and then every second, whatever the answer', async () => {
  probes.sync([probed()]);
  await expect.poll(() => results().length, WAIT).toBe(3);
  const [first, second, third] = results();
  expect(results().every(({ outcome }) => outcome === 'ok')).toBe(true);
  expect((third?.atMs ?? 0) - (second?.atMs ?? 0)).toBeGreaterThan(500);
  expect(second?.atMs).toBeGreaterThanOrEqual(first?.atMs ?? Number.POSITIVE_INFINITY);
});

test('timeouts do not delay the next question, and no more than two wait', async () => {
  probes.sync([probed({ protocol: silent })]);
  await expect.poll(() => failing, WAIT).toEqual(['web']);
  expect(results().every(({ outcome }) => outcome === 'timeout')).toBe(true);
  expect(openMax).toBe(2);
});

test('with the own loop too late, no result is worth anything', async () => {
  lagMs = 501;
  probes.sync([probed()]);
  await expect.poll(() => sockets.length, WAIT).toBe(2);
  expect(results()).toEqual([]);
});

test('what is not wanted any more is not asked, and has no results', async () => {
  probes.sync([probed()]);
  await expect.poll(() => results().length, WAIT).toBeGreaterThan(0);
  probes.sync([]);
  expect(results()).toEqual([]);
});

test('a new run, or a new address, begins with no results; the same run goes on', async () => {
  probes.sync([probed()]);
  await expect.poll(() => results().length, WAIT).toBeGreaterThan(0);
  probes.sync([probed()]);
  expect(results().length).toBeGreaterThan(0);
  probes.sync([probed({ startedAt: 'run 2' })]);
  expect(results()).toEqual([]);
});

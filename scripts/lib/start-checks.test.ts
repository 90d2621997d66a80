import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkStart } from './start-checks.mjs';
import { startPorts } from './start-ports.mjs';

const gib = 1024 ** 3;
const ample = { availableMemoryBytes: () => 9 * gib, freeDiskBytes: () => 9 * gib };
let servers: readonly Server[];
let ports: readonly number[];
beforeEach(async () => {
  servers = [0, 1, 2].map(() => createServer());
  ports = await Promise.all(servers.map(listen));
});
afterEach(() => Promise.all(servers.map(free)));

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
const free = (server: Server | undefined): Promise<void> => new Promise((resolve) => server?.close(() => resolve()));

/** Names that no Compose project has, so that nothing counts as running already. */
const env = () => ({
  ...process.env,
  ARES_HOME: tmpdir(),
  ARES_PROJECT: randomUUID(),
  ARES_OBSERVE_PROJECT: randomUUID(),
  SHOP_PORT: String(ports[0]),
  PROMETHEUS_PORT: String(ports[1]),
  ARES_AGENT_PORT: String(ports[2]),
});

test.each([
  ['SHOP_PORT', 0],
  ['PROMETHEUS_PORT', 1],
  ['ARES_AGENT_PORT', 2],
] as const)(
  '`npm start` tells that the port of %s is held, by whom, and the variable that moves it',
  async (name, held) => {
    await Promise.all(servers.map((server, i) => (i === held ? undefined : free(server))));
    await expect(checkStart(true, env(), ample)).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringMatching(
        new RegExp(`^port ${ports[held]} on 127.0.0.1 is in use by .+ \\(process ${process.pid}\\)$`),
      ),
      remedy: `stop it, or set ${name} to a free port`,
    });
  },
);

test.each([
  [{ SHOP_PORT: 'abc' }, 'SHOP_PORT=abc is no port'],
  [{ ARES_AGENT_PORT: '70000' }, 'ARES_AGENT_PORT=70000 is no port'],
  [{ PROMETHEUS_PORT: '8080', SHOP_PORT: '8080' }, 'PROMETHEUS_PORT and SHOP_PORT are both 8080'],
])('%j is told before anything is done', (wrong, message) =>
  expect(() => startPorts(true, { ...env(), ...wrong })).toThrow(message),
);

test('without the shop its port is of no matter', async () => {
  await Promise.all([free(servers[1]), free(servers[2])]);
  expect(await checkStart(false, env(), ample)).toContain('free');
});

test('too little memory is told, and where the ports are free nothing else is in the way', async () => {
  await Promise.all(servers.map(free));
  await expect(checkStart(true, env(), { ...ample, availableMemoryBytes: () => gib })).rejects.toMatchObject({
    message: 'only 1.0 GiB of memory is available; 2.0 GiB are needed',
    remedy: expect.stringContaining('memory'),
  });
  expect(await checkStart(true, env(), ample)).toContain('free');
});

test('a disk that is almost full where ARES keeps its data is told with its place and the variable', async () => {
  await Promise.all(servers.map(free));
  await expect(checkStart(true, env(), { ...ample, freeDiskBytes: () => gib / 2 })).rejects.toMatchObject({
    message: `only 0.5 GiB of disk is free where ARES keeps its data (${tmpdir()}); 1.0 GiB are needed`,
    remedy: expect.stringContaining('ARES_HOME'),
  });
});

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertPortFree } from './assert-port-free.mjs';
import { imagesEnvPath } from './images.mjs';
import { checkStart } from './start-checks.mjs';

const run = promisify(execFile);
const name = `ares-port-${randomUUID().slice(0, 8)}`;
let port: string;

beforeAll(async () => {
  const image = /^NODE_IMAGE=(.+)$/m.exec(readFileSync(imagesEnvPath, 'utf8'))?.[1] ?? 'node:24-trixie-slim';
  const labels = [`project=${name}`, 'service=proxy'].flatMap((label) => ['-l', `com.docker.compose.${label}`]);
  await run('docker', [
    'run',
    '-d',
    '--name',
    name,
    ...labels,
    '-p',
    '127.0.0.1::8080',
    '--entrypoint',
    'sleep',
    image,
    '600',
  ]);
  const { stdout } = await run('docker', ['port', name, '8080/tcp']);
  port = stdout.trim().split(':').at(-1) ?? '';
});
afterAll(() => run('docker', ['rm', '-f', '-v', name]));

test('a container that publishes the port is named', () =>
  expect(assertPortFree(port, 'SHOP_PORT')).rejects.toMatchObject({
    message: `port ${port} on 127.0.0.1 is in use by the container ${name}`,
    remedy: `stop it (\`docker stop ${name}\`), or set SHOP_PORT to a free port`,
  }));

const gib = 1024 ** 3;
const check = async (over: NodeJS.ProcessEnv) => {
  const [prometheus, agent] = await Promise.all([listening(), listening()]);
  await Promise.all([prometheus, agent].map(({ close }) => close()));
  const others = { PROMETHEUS_PORT: String(prometheus.port), ARES_AGENT_PORT: String(agent.port) };
  const env = { ARES_OBSERVE_PROJECT: name, ARES_PROJECT: name, ...others, ...over };
  return checkStart(true, env, { availableMemoryBytes: () => 9 * gib, freeDiskBytes: () => 9 * gib });
};

test('the port that the shop’s own proxy holds is no obstacle', () =>
  expect(check({ SHOP_PORT: port })).resolves.toContain('free'));

test('another port is checked also while the shop runs: Compose would take its proxy away first', async () => {
  const taken = await listening();
  await expect(check({ SHOP_PORT: String(taken.port) })).rejects.toThrow(`port ${taken.port} on 127.0.0.1 is in use`);
  await taken.close();
});

async function listening() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: number } = server.address() as AddressInfo;
  return { port: number, close: () => new Promise((resolve) => server.close(resolve)) };
}

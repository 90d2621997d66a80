import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertPortFree } from './assert-port-free.mjs';
import { imagesEnvPath } from './images.mjs';

const run = promisify(execFile);
const name = `ares-port-${randomUUID().slice(0, 8)}`;
let port: string;

beforeAll(async () => {
  const image = /^NODE_IMAGE=(.+)$/m.exec(readFileSync(imagesEnvPath, 'utf8'))?.[1] ?? 'node:24-trixie-slim';
  await run('docker', ['run', '-d', '--name', name, '-p', '127.0.0.1::8080', '--entrypoint', 'sleep', image, '600']);
  const { stdout } = await run('docker', ['port', name, '8080/tcp']);
  port = stdout.trim().split(':').at(-1) ?? '';
});
afterAll(() => run('docker', ['rm', '-f', '-v', name]));

test('a container that publishes the port is named', () =>
  expect(assertPortFree(port, 'SHOP_PORT')).rejects.toMatchObject({
    message: `port ${port} on 127.0.0.1 is in use by the container ${name}`,
    remedy: `stop it (\`docker stop ${name}\`), or set SHOP_PORT to a free port`,
  }));

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { assertPortFree, portInUse } from './assert-port-free.mjs';

async function listening<T>(work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await work(port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

test('a port that somebody holds is an error that names the variable', async () => {
  await listening(async (port) => {
    await expect(assertPortFree(port, 'SHOP_PORT')).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining(`port ${port} on 127.0.0.1 is in use`),
      remedy: expect.stringContaining('set SHOP_PORT to a free port'),
    });
  });
});

test('a port that nobody holds any more is free', async () => {
  const port = await listening(async (held) => held);
  await expect(assertPortFree(port, 'SHOP_PORT')).resolves.toBeUndefined();
});

test.each(['70000', 'http', '-1', '0', '80.5'])(
  '%s is no port, and the message says where it comes from',
  async (port) => {
    await expect(assertPortFree(port, 'SHOP_PORT')).rejects.toMatchObject({
      name: 'SetupError',
      message: `SHOP_PORT=${port} is no port`,
    });
  },
);

test('the holder is named where it is known', () => {
  expect(portInUse(8080, 'SHOP_PORT', { name: 'nginx (process 7)' }).message).toBe(
    'port 8080 on 127.0.0.1 is in use by nginx (process 7)',
  );
  expect(portInUse(8080, 'SHOP_PORT', undefined).message).toBe('port 8080 on 127.0.0.1 is in use');
});

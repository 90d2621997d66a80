import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openApiDoor } from './api-door.ts';

test('a request arrives under the name of the API, with all that it brings', async () => {
  const emulator = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const seen = { method, url, host: headers.host, token: headers.authorization, body: await text(request) };
    response.writeHead(418, { 'x-kept': 'yes' }).end(JSON.stringify(seen));
  });
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  const { port } = emulator.address() as AddressInfo;
  const door = await openApiDoor(`http://abc.execute-api.localhost:${port}`, port);
  const headers = { authorization: 'Bearer t' };
  const answer = await fetch(`${door.url}/api/v1/x?y=1`, { method: 'POST', headers, body: 'b' });
  expect([answer.status, answer.headers.get('x-kept')]).toEqual([418, 'yes']);
  const host = `abc.execute-api.localhost:${port}`;
  expect(await answer.json()).toEqual({ method: 'POST', url: '/api/v1/x?y=1', host, token: 'Bearer t', body: 'b' });
  await door.stop();
  emulator.close();
});

import { expect, test } from 'vitest';
import { type SafePostOptions, safePost } from './safe-post.ts';
import { HOSTNAME, httpsServer } from './testing/https-server.ts';

const local = [{ address: '127.0.0.1', family: 4 }];
const options = (ca: string, over: SafePostOptions = {}): SafePostOptions => ({
  ca,
  lookup: async () => local,
  isAllowed: (address) => address === '127.0.0.1',
  ...over,
});
const request = (url: string) => ({ url, headers: { 'x-test': 'yes' }, body: '{"a":"ä"}' });

test('posts JSON with its headers', async () => {
  const { url, ca, received } = await httpsServer();
  await safePost(options(ca))(request(url));
  expect(received).toEqual([{ path: '/secret-path', headers: expect.any(Object), body: '{"a":"ä"}' }]);
  expect(received[0]?.headers).toMatchObject({
    host: url.slice('https://'.length, -'/secret-path'.length),
    'content-type': 'application/json',
    'content-length': '10',
    'x-test': 'yes',
  });
});

test('promise 31: without being allowed by hand, this machine is out of reach', async () => {
  const { url, ca, received } = await httpsServer();
  await expect(safePost({ ca, lookup: async () => local })(request(url))).rejects.toThrow('not a public address');
  expect(received).toEqual([]);
});

test('promise 31: a name that changes its address after the check changes nothing', async () => {
  const { url, ca, received } = await httpsServer();
  const answers = [local, [{ address: '127.0.0.2', family: 4 }]];
  let questions = 0;
  const lookup = async () => answers[questions++] ?? [];
  await safePost(options(ca, { lookup }))(request(url));
  expect(questions).toBe(1);
  expect(received).toHaveLength(1);
});

test('promise 31: a redirect is not followed', async () => {
  const { url, ca, received } = await httpsServer((response) =>
    response.writeHead(307, { location: `https://${HOSTNAME}/elsewhere` }).end(),
  );
  await expect(safePost(options(ca))(request(url))).rejects.toThrow(`${HOSTNAME} answered 307`);
  expect(received).toHaveLength(1);
});

test('promise 31: a server with another certificate is not spoken to', async () => {
  const [{ url, received }, other] = [await httpsServer(), await httpsServer()];
  await expect(safePost(options(other.ca))(request(url))).rejects.toThrow();
  expect(received).toEqual([]);
});

test('a receiver that declines is told by host and reason, never by its path', async () => {
  const { url, ca } = await httpsServer((response) => response.writeHead(404).end('no_service\u001b[31m\n'));
  const failure = await safePost(options(ca))(request(url)).catch(String);
  expect(failure).toBe(`Error: ${HOSTNAME} answered 404: no_service [31m`);
});

test('row 35: an answer without end is not read to its end', async () => {
  const { url, ca } = await httpsServer((response) => {
    const pour = (): void => {
      if (response.write('x'.repeat(65_536))) setImmediate(pour);
    };
    response.writeHead(500).on('drain', pour);
    pour();
  });
  const failure = await safePost(options(ca))(request(url)).catch(String);
  expect(failure).toHaveLength(`Error: ${HOSTNAME} answered 500: `.length + 200);
});

test.each([
  ['a receiver that is silent', {}],
  ['a name service that is silent', { lookup: () => new Promise<never>(() => {}) }],
])('row 50: %s is given up', async (_, over) => {
  const { url, ca } = await httpsServer(() => {});
  const post = safePost(options(ca, { timeoutMs: 100, ...over }));
  await expect(post(request(url))).rejects.toThrow('no answer within 100 ms');
});

test('a message that is too large is not sent', async () => {
  const { url, ca, received } = await httpsServer();
  const body = 'x'.repeat(65_537);
  await expect(safePost(options(ca))({ ...request(url), body })).rejects.toThrow('more than 65536 bytes');
  expect(received).toEqual([]);
});

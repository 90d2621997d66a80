import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { http, postgres, redis, tcp } from './protocols.ts';

let server: Server;
let sockets: Socket[];
let onData: (socket: Socket, data: Buffer) => void;

beforeEach(async () => {
  sockets = [];
  onData = () => {};
  server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => onData(socket, data));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const target = () => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
const answering = (text: string) => (socket: Socket) => void socket.write(text);
const askHttp = (timeoutMs = 2_000) => ask(target(), http(80, '/health?a=b'), timeoutMs);

test.each([
  ['HTTP/1.1 200 OK\r\n\r\n', { outcome: 'ok', status: 200 }],
  ['HTTP/1.0 204 No Content\r\n\r\n', { outcome: 'ok', status: 204 }],
  ['HTTP/1.1 302 Found\r\n\r\n', { outcome: 'ok', status: 302 }],
  ['HTTP/1.1 404 Not Found\r\n\r\n', { outcome: 'bad-status', status: 404 }],
  ['HTTP/1.1 503 Service Unavailable\r\n\r\n', { outcome: 'bad-status', status: 503 }],
  ['SSH-2.0-OpenSSH_9.2\r\n', { outcome: 'error' }],
])('http: %j', async (text, want) => {
  onData = answering(text);
  expect(await askHttp()).toEqual(want);
});

test('http: the question is a whole request, over a connection that it ends', async () => {
  let question = '';
  onData = (socket, data) => {
    question += data.toString();
    socket.end('HTTP/1.1 200 OK\r\n\r\n');
  };
  await askHttp();
  expect(question).toMatch(/^GET \/health\?a=b HTTP\/1\.1\r\nHost: localhost:80\r\n/);
  expect(question).toMatch(/\r\nConnection: close\r\n\r\n$/);
});

test('http: an answer in pieces', async () => {
  onData = (socket) => {
    socket.write('HTT');
    setTimeout(() => socket.write('P/1.1 200 OK\r\n\r\n'), 20);
  };
  expect(await askHttp()).toEqual({ outcome: 'ok', status: 200 });
});

test.each([
  ['N', { outcome: 'ok' }],
  ['S', { outcome: 'ok' }],
  ['E', { outcome: 'error' }],
])('postgres that answers %s', async (text, want) => {
  let question: Buffer = Buffer.alloc(0);
  onData = (socket, data) => {
    question = data;
    socket.write(text);
  };
  expect(await ask(target(), postgres, 2_000)).toEqual(want);
  expect([...question]).toEqual([0, 0, 0, 8, 4, 210, 22, 47]);
});

test.each([
  ['+PONG\r\n', { outcome: 'ok' }],
  ['-NOAUTH Authentication required.\r\n', { outcome: 'ok' }],
  ['-LOADING Redis is loading the dataset in memory\r\n', { outcome: 'error' }],
  ['-ERR no\r\n', { outcome: 'error' }],
])('redis that answers %j', async (text, want) => {
  onData = answering(text);
  expect(await ask(target(), redis, 2_000)).toEqual(want);
});

test('tcp asks for no more than a connection', async () => {
  expect(await ask(target(), tcp, 2_000)).toEqual({ outcome: 'ok' });
});

test.each([
  ['http', http(80, '/')],
  ['postgres', postgres],
  ['redis', redis],
])('%s: a server that accepts and is silent is a timeout', async (_, protocol) => {
  expect(await ask(target(), protocol, 50)).toEqual({ outcome: 'timeout' });
});

test('nobody listens: refused', async () => {
  const free = target();
  await new Promise((resolve) => server.close(resolve));
  expect(await ask(free, tcp, 2_000)).toEqual({ outcome: 'refused' });
  server = createServer().listen(0);
});

test('a server that hangs up without a word is an error', async () => {
  onData = (socket) => void socket.end();
  expect(await askHttp()).toEqual({ outcome: 'error' });
});

test('an endless answer is read only so far', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  onData = (socket) => {
    socket.on('close', () => resolve());
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const flood = setInterval(() => socket.write(Buffer.alloc(16_384)), 1);
    socket.on('close', () => clearInterval(flood));
  };
  expect(await askHttp(10_000)).toEqual({ outcome: 'ok', status: 200 });
  await closed;
});

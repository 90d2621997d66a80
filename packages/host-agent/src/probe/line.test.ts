import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { http } from './http-protocol.ts';
import { Line } from './line.ts';
import type { Protocol } from './protocol.ts';
import { postgres, redis, tcp } from './protocols.ts';

let server: Server;
let sockets: Socket[];
let lines: Line[];
let onData: (socket: Socket, data: Buffer) => void;

beforeEach(async () => {
  [sockets, lines] = [[], []];
  onData = () => {};
  server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => onData(socket, data));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const line of lines) line.close();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const target = () => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
const answering = (text: string) => (socket: Socket) => void socket.write(text);
const open = (protocol: Protocol): Line => {
  const line = new Line(target(), protocol);
  lines.push(line);
  return line;
};
const ask = (protocol: Protocol, timeoutMs = 2_000) => open(protocol).ask(timeoutMs);
const health = http(80, '/health?a=b');
const GOOD = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

test.each([
  ['HTTP/1.1 200 OK\r\n\r\n', { outcome: 'ok', status: 200 }],
  ['HTTP/1.0 204 No Content\r\n\r\n', { outcome: 'ok', status: 204 }],
  ['HTTP/1.1 302 Found\r\n\r\n', { outcome: 'ok', status: 302 }],
  ['HTTP/1.1 404 Not Found\r\n\r\n', { outcome: 'bad-status', status: 404 }],
  ['HTTP/1.1 503 Service Unavailable\r\n\r\n', { outcome: 'bad-status', status: 503 }],
  ['SSH-2.0-OpenSSH_9.2\r\n', { outcome: 'error' }],
])('http: %j', async (text, want) => {
  onData = answering(text);
  expect(await ask(health)).toEqual(want);
});

test('http: the question is a whole request', async () => {
  let question = '';
  onData = (socket, data) => {
    question += data.toString();
    socket.end('HTTP/1.1 200 OK\r\n\r\n');
  };
  await ask(health);
  expect(question).toMatch(/^GET \/health\?a=b HTTP\/1\.1\r\nHost: localhost:80\r\n/);
  expect(question).toMatch(/\r\nAccept: \*\/\*\r\n\r\n$/);
});

test('http: an answer in pieces', async () => {
  onData = (socket) => {
    socket.write('HTT');
    setTimeout(() => socket.write('P/1.1 200 OK\r\n\r\n'), 20);
  };
  expect(await ask(health)).toEqual({ outcome: 'ok', status: 200 });
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
  expect(await ask(postgres)).toEqual(want);
  expect([...question]).toEqual([0, 0, 0, 8, 4, 210, 22, 47]);
});

test.each([
  ['+PONG\r\n', { outcome: 'ok' }],
  ['-NOAUTH Authentication required.\r\n', { outcome: 'ok' }],
  ['-LOADING Redis is loading the dataset in memory\r\n', { outcome: 'error' }],
  ['-ERR no\r\n', { outcome: 'error' }],
])('redis that answers %j', async (text, want) => {
  onData = answering(text);
  expect(await ask(redis)).toEqual(want);
});

test('tcp asks for no more than a connection', async () => {
  expect(await ask(tcp)).toEqual({ outcome: 'ok' });
});

test.each([
  ['http', http(80, '/')],
  ['postgres', postgres],
  ['redis', redis],
])('%s: a server that accepts and is silent is a timeout', async (_, protocol) => {
  expect(await ask(protocol, 50)).toEqual({ outcome: 'timeout' });
});

test('nobody listens: refused', async () => {
  const line = open(tcp);
  await new Promise((resolve) => server.close(resolve));
  expect(await line.ask(2_000)).toEqual({ outcome: 'refused' });
  server = createServer().listen(0);
});

test('a server that hangs up without a word is an error', async () => {
  onData = (socket) => void socket.end();
  expect(await ask(health)).toEqual({ outcome: 'error' });
});

test('an endless answer is read only so far', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  onData = (socket) => {
    socket.on('close', () => resolve());
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const flood = setInterval(() => socket.write(Buffer.alloc(16_384)), 1);
    socket.on('close', () => clearInterval(flood));
  };
  expect(await ask(health, 10_000)).toEqual({ outcome: 'ok', status: 200 });
  await closed;
});

test.each([
  ['http', health, GOOD],
  ['redis', redis, '+PONG\r\n'],
])('%s: a good connection is asked five times, then there is a new one', async (_, protocol, answer) => {
  onData = answering(answer);
  const line = open(protocol);
  for (let i = 0; i < 12; i += 1) expect((await line.ask(2_000)).outcome).toBe('ok');
  expect(sockets.length).toBe(3);
});

test.each([
  ['a bad status', 'HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n'],
  ['a server that says so', GOOD.replace('Content', 'Connection: close\r\nContent')],
  ['an old server', GOOD.replace('1.1', '1.0')],
  ['an answer of which the end is not known', 'HTTP/1.1 200 OK\r\n\r\nok'],
  ['more than was promised', `${GOOD}more`],
])('http: after %s the next question has a connection of its own', async (_, answer) => {
  onData = answering(answer);
  const line = open(health);
  await line.ask(2_000);
  await line.ask(2_000);
  expect(sockets.length).toBe(2);
});

test.each([
  ['a length', GOOD],
  ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'],
  ['no chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['no body', 'HTTP/1.1 204 No Content\r\n\r\n'],
])('http: an answer with %s is known to be whole', async (_, answer) => {
  onData = answering(answer);
  const line = open(health);
  await line.ask(2_000);
  await line.ask(2_000);
  expect(sockets.length).toBe(1);
});

test('a connection that the server has closed since says nothing of the server', async () => {
  onData = answering(GOOD);
  const line = open(health);
  await line.ask(2_000);
  onData = (socket) => {
    onData = answering(GOOD);
    socket.destroy();
  };
  expect(await line.ask(2_000)).toEqual({ outcome: 'ok', status: 200 });
  expect(sockets.length).toBe(2);
});

test('a server that is silent on a connection that was good is a timeout, and is asked anew', async () => {
  onData = answering(GOOD);
  const line = open(health);
  await line.ask(2_000);
  onData = () => {};
  expect(await line.ask(50)).toEqual({ outcome: 'timeout' });
  onData = answering(GOOD);
  expect(await line.ask(2_000)).toEqual({ outcome: 'ok', status: 200 });
  expect(sockets.length).toBe(2);
});

test('a body that never ends holds its connection no longer than the question', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  onData = (socket) => {
    socket.on('end', () => resolve());
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n');
  };
  expect(await ask(health, 50)).toEqual({ outcome: 'ok', status: 200 });
  await closed;
});

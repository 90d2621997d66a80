import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aSnapshot } from '@ares/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shardReaders } from './shard-readers.ts';

const HOST = { hostId: 'i-1' };
const roster = { hosts: async () => [{ ...HOST, address: '127.0.0.1' }] };
const metrics = { status: 'success', data: { resultType: 'vector', result: [] } };

let connections = 0;
let breakNext = false;
const answer = (body: unknown) => (request: IncomingMessage, response: ServerResponse) => {
  if (breakNext) {
    breakNext = false;
    return void request.socket.resetAndDestroy();
  }
  response.end(JSON.stringify(body));
};
const agent = createServer((request, response) => answer(aSnapshot({ ...HOST }))(request, response));
const prometheus = createServer(answer(metrics));
agent.on('connection', () => {
  connections += 1;
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const ports = () => ({ agentPort: portOf(agent), prometheusPort: portOf(prometheus) });

beforeAll(async () => {
  for (const server of [agent, prometheus]) await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
});
afterAll(() => {
  for (const server of [agent, prometheus]) {
    server.closeAllConnections();
    server.close();
  }
});

test('hosts are read by the addresses of the roster, over connections that last', async () => {
  const { hosts, metrics: reader } = shardReaders(roster, ports());
  expect(await hosts.hosts('shard-1')).toEqual([HOST]);
  for (let i = 0; i < 3; i += 1) expect(await hosts.snapshot(HOST, 5_000)).toMatchObject(HOST);
  expect(await reader.read(HOST, 5_000)).toMatchObject({ samples: [] });
  expect(connections).toBe(1);
});

test('a kept connection that broke while nobody looked is no host that is down', async () => {
  const { hosts, metrics: reader } = shardReaders(roster, ports());
  await hosts.hosts('shard-1');
  breakNext = true;
  expect(await hosts.snapshot(HOST, 5_000)).toMatchObject(HOST);
  breakNext = true;
  expect(await reader.read(HOST, 5_000)).toMatchObject({ samples: [] });
});

test('row 16: a host where nobody answers is unreachable, and so is one that the roster never named', async () => {
  const { hosts } = shardReaders(roster, { agentPort: 1 });
  await hosts.hosts('shard-1');
  for (const hostId of ['i-1', 'i-2'])
    await expect(hosts.snapshot({ hostId }, 2_000)).rejects.toMatchObject({ code: 'HOST_UNREACHABLE' });
});

import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HostWake, hostAgentReader } from './host-agent-reader.ts';
import { type AgentStub, agentStub } from './testing/agent-stub.ts';

let stub: AgentStub;
let streams: ServerResponse[];
let heard: HostWake[];
let stop: () => void;

const listen = (url: string): void => {
  stop = hostAgentReader({ agents: [{ hostId: 'here', url }] }).subscribe((wake) => heard.push(wake));
};
const serve = (agent: AgentStub): void => {
  agent.answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': alive\n\n');
    streams.push(response);
  };
};
const reasons = () => heard.map(({ reason }) => reason);
const wake = { reason: 'die', containerName: 'shop-cart-1', atMs: 5 };
const send = (text: string) => streams.at(-1)?.write(text);

beforeEach(async () => {
  stub = await agentStub();
  [streams, heard] = [[], []];
  serve(stub);
});
afterEach(async () => {
  stop();
  await stub.close();
});

test('each wake is passed on, with its host', async () => {
  listen(stub.url);
  await expect.poll(reasons).toEqual(['connected']);
  send(`event: wake\ndata: ${JSON.stringify(wake)}\n\n`);
  await expect.poll(() => heard[1]).toEqual({ hostId: 'here', ...wake });
});

test('what is no wake is passed over', async () => {
  listen(stub.url);
  await expect.poll(reasons).toEqual(['connected']);
  send('event: other\ndata: {}\n\nevent: wake\ndata: {"reason":1}\n\nevent: wake\ndata: nonsense\n\n');
  send(`event: wake\ndata: ${JSON.stringify(wake)}\n\n`);
  await expect.poll(reasons).toEqual(['connected', 'die']);
});

test('a lost line is opened again, and the loop is told to look', async () => {
  listen(stub.url);
  await expect.poll(() => streams.length).toBe(1);
  streams[0]?.destroy();
  await expect.poll(() => streams.length).toBe(2);
  await expect.poll(reasons).toEqual(['connected', 'connected']);
});

test('an agent that comes later is found', async () => {
  const { port } = new URL(stub.url);
  await stub.close();
  listen(stub.url);
  stub = await agentStub(Number(port));
  serve(stub);
  await expect.poll(reasons).toEqual(['connected']);
});

test('after the end nothing is passed on and nothing is opened', async () => {
  listen(stub.url);
  await expect.poll(() => streams.length).toBe(1);
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  streams[0]?.on('close', resolve);
  stop();
  await closed;
  expect(reasons()).toEqual(['connected']);
});

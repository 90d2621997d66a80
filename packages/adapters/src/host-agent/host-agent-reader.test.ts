import type { HostSnapshot } from '@ares/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aSnapshot, hostReaderContract } from './contract.ts';
import { hostAgentReader } from './host-agent-reader.ts';
import { type AgentStub, agentStub } from './testing/agent-stub.ts';
import { fakeHostReader } from './testing/fake-host-reader.ts';

const says =
  (snapshot: unknown): AgentStub['answer'] =>
  (_, response) =>
    void response.end(JSON.stringify(snapshot));

hostReaderContract('host agent over HTTP', async () => {
  const stub = await agentStub();
  return {
    reader: hostAgentReader({ agents: [{ hostId: 'here', url: stub.url }] }),
    say(snapshot) {
      stub.answer = says(snapshot);
    },
    silence() {
      stub.answer = () => {};
    },
    close: () => stub.close(),
  };
});

hostReaderContract('in memory', async () => {
  const reader = fakeHostReader('here');
  return { reader, say: reader.say, silence: reader.silence, close: async () => {} };
});

let stub: AgentStub;
beforeEach(async () => {
  stub = await agentStub();
});
afterEach(() => stub.close());

const here = { hostId: 'here' };
const read = (maxBytes?: number) =>
  hostAgentReader({ agents: [{ ...here, url: stub.url }], ...(maxBytes ? { maxBytes } : {}) }).snapshot(here, 500);

const [container] = aSnapshot().containers;
const withContainer = (over: object): unknown => ({ ...aSnapshot(), containers: [{ ...container, ...over }] });

test.each([
  ['a wrong type', withContainer({ oomKilled: 'yes' }), 'containers[0].oomKilled'],
  ['a number as text', withContainer({ startedAtMs: '17' }), 'containers[0].startedAtMs'],
  ['an unknown state', withContainer({ state: 'zombie' }), 'containers[0].state'],
  ['a short id', withContainer({ id: 'abc' }), 'containers[0].id'],
  ['a missing field', { ...aSnapshot(), docker: { ok: true } }, 'docker.lastOkAtMs'],
  ['null for nothing', { ...aSnapshot(), intentUnknownSinceMs: null }, 'intentUnknownSinceMs'],
  ['a bad intent', { ...aSnapshot(), intents: [{ kind: 'nap' }] }, 'intents[0].containerName'],
] as const)('row 35: a malformed snapshot is refused with the path of the field: %s', async (_, said, path) => {
  stub.answer = says(said);
  await expect(read()).rejects.toMatchObject({
    code: 'HOST_UNREACHABLE',
    message: expect.stringContaining(`${path}:`),
  });
});

test('fields of a newer agent are left out', async () => {
  stub.answer = says({ ...aSnapshot(), news: 1 } satisfies HostSnapshot & { news: number });
  expect(await read()).toEqual(aSnapshot());
});

test.each([
  ['text', (response: { end(text: string): void }) => response.end('<html>'), 'no JSON'],
  ['too much', (response: { end(text: string): void }) => response.end('x'.repeat(2_000)), 'larger than 1000 bytes'],
] as const)('row 35: an answer that is %s is refused', async (_, answer, reason) => {
  stub.answer = (_, response) => void answer(response);
  await expect(read(1_000)).rejects.toMatchObject({ message: expect.stringContaining(reason) });
});

test('an error status is not read as a snapshot', async () => {
  stub.answer = (_, response) => void response.writeHead(500).end(JSON.stringify(aSnapshot()));
  await expect(read()).rejects.toMatchObject({ message: expect.stringContaining('HTTP 500') });
});

test('an answer that trickles in is cut off at the deadline', async () => {
  stub.answer = (_, response) => void response.write('{');
  await expect(read()).rejects.toMatchObject({ message: expect.stringContaining('no answer within 500 ms') });
});

test('the agent of another host is not taken for this one', async () => {
  stub.answer = says(aSnapshot({ hostId: 'there' }));
  await expect(read()).rejects.toMatchObject({ message: expect.stringContaining('ARES_HOST_ID') });
});

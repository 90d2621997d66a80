import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anEvent, T0, tell } from '../watch/testing/story.ts';
import { withUnknown } from '../watch/unknown.ts';
import { type AgentMemory, fromText, toText } from './agent-memory.ts';
import { memoryFile } from './memory-file.ts';

const TERM = { signal: '15' };
const state = withUnknown(
  tell([
    anEvent('create', T0),
    anEvent('start', T0 + 1),
    anEvent('oom', T0 + 2),
    anEvent('die', T0 + 3),
    anEvent('start', T0 + 4),
    anEvent('kill', T0 + 5, TERM),
    anEvent('die', T0 + 6),
    anEvent('start', T0, {}, 'b'),
    anEvent('kill', T0 + 5, TERM, 'b'),
    anEvent('stop', T0 + 6, {}, 'b'),
  ]),
  T0,
);
const memory: AgentMemory = {
  lastSeenAtMs: T0 + 9,
  cursor: { generation: 'g', atMs: T0 + 7, keys: ['k1', 'k2'] },
  state,
};

let directory: string;
let warnings: string[];
const log = { info() {}, warn: (event: string) => void warnings.push(event) };
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ares-memory-'));
  warnings = [];
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('what was written is read again, all of it', () => {
  expect(fromText(toText(memory))).toEqual(memory);
});

test('a file outlives the agent', async () => {
  await memoryFile(directory, log).save(memory);
  expect(await memoryFile(directory, log).load()).toEqual(memory);
  expect(readdirSync(directory)).toEqual(['memory.json']);
});

test('the directory is made, and the first start remembers nothing', async () => {
  const below = join(directory, 'a/b');
  const file = memoryFile(below, log);
  expect(await file.load()).toBeUndefined();
  await file.save(memory);
  expect(await file.load()).toEqual(memory);
});

test('of many writes the last one stays', async () => {
  const file = memoryFile(directory, log);
  const writes = [1, 2, 3, 4].map((n) => file.save({ ...memory, lastSeenAtMs: n }));
  await Promise.all(writes);
  expect((await file.load())?.lastSeenAtMs).toBe(4);
});

test.each([
  ['half a file', toText(memory).slice(0, 100)],
  ['a wrong type', toText(memory).replace('"running":true', '"running":"yes"')],
  ['another version', toText(memory).replace('"version":1', '"version":2')],
])('%s is put aside with a warning', async (_, text) => {
  const path = join(directory, 'memory.json');
  writeFileSync(path, text);
  expect(await memoryFile(directory, log).load()).toBeUndefined();
  expect(readFileSync(`${path}.unreadable`, 'utf8')).toBe(text);
  expect(warnings).toEqual(['memory.unreadable']);
});

test('a disk that takes no more is told, and the agent goes on', async () => {
  const file = memoryFile('/proc/ares-cannot-be-here', log);
  await file.save(memory);
  await file.save(memory);
  expect(warnings).toEqual(['memory.write.failed', 'memory.write.failed']);
});

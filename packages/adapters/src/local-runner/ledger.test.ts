import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type LedgerProblem, readLedger } from './ledger.ts';
import { fakeHost, idOf } from './testing/fake-host.ts';

function setUp() {
  const stateDir = mkdtempSync(join(tmpdir(), 'ares-ledger-'));
  onTestFinished(() => rmSync(stateDir, { recursive: true }));
  mkdirSync(join(stateDir, 'ledger'));
  const write = (name: string, content: unknown) =>
    writeFileSync(join(stateDir, 'ledger', name), typeof content === 'string' ? content : JSON.stringify(content));
  const problems: LedgerProblem[] = [];
  const read = (sinceMs = 0) => readLedger(stateDir, sinceMs, (problem) => problems.push(problem));
  return { stateDir, write, read, problems };
}

const started = (actionId: string, startedAtMs: number, over = {}) => ({
  actionId,
  kind: 'restart',
  containerName: 'shop-cart-1',
  containerId: idOf(1),
  project: 'shop',
  service: 'cart',
  epoch: 3,
  startedAtMs,
  ...over,
});

test('reads what the script wrote', async () => {
  const host = fakeHost();
  host.addContainer(1);
  const result = await host.run(host.parameters('restart'));
  expect(await readLedger(host.path('state'), 0, (problem) => expect.unreachable(JSON.stringify(problem)))).toEqual([
    {
      actionId: 'incident-1.0.1',
      kind: 'restart',
      containerName: 'shop-web-1',
      containerId: idOf(1),
      project: 'shop',
      service: 'web',
      epoch: 7,
      startedAtMs: result.startedAtMs,
      finishedAtMs: result.endedAtMs,
    },
  ]);
});

test('what was blocked before it touched anything is no action of ARES', async () => {
  const host = fakeHost();
  host.addContainer(1, { state: 'paused' });
  expect(await host.run(host.parameters('restart'))).toMatchObject({ status: 'blocked' });
  expect(await readLedger(host.path('state'), 0)).toEqual([]);
});

test('oldest first, unfinished ones without an end, and none that ended before', async () => {
  const { write, read } = setUp();
  write('later-one.started.json', started('later-one', 3_000));
  write('first-one.started.json', started('first-one', 1_000));
  write('first-one.finished.json', { actionId: 'first-one', status: 'done', endedAtMs: 2_500 });
  write('ended-one.started.json', started('ended-one', 500));
  write('ended-one.finished.json', { actionId: 'ended-one', status: 'done', endedAtMs: 1_999 });
  expect(await read(2_000)).toEqual([
    { ...started('first-one', 1_000), finishedAtMs: 2_500 },
    started('later-one', 3_000),
  ]);
});

test.each([
  ['half-written', '{"actionId":"broken-one","kind"'],
  ['empty', ''],
  ['another kind', started('broken-one', 1, { kind: 'down' })],
  ['another action', started('other-one', 1)],
  ['a time that is none', started('broken-one', Number.NaN)],
  ['a list', '[]'],
])('a file that is %s is reported and skipped', async (_, content) => {
  const { stateDir, write, read, problems } = setUp();
  write('broken-one.started.json', content);
  write('whole-one.started.json', started('whole-one', 1));
  expect(await read()).toEqual([started('whole-one', 1)]);
  expect(problems).toEqual([{ file: join(stateDir, 'ledger/broken-one.started.json'), reason: expect.any(String) }]);
});

test('with a corrupt finish the action counts as unfinished', async () => {
  const { write, read, problems } = setUp();
  write('action-1.started.json', started('action-1', 1));
  write('action-1.finished.json', '{');
  expect(await read()).toEqual([started('action-1', 1)]);
  expect(problems).toHaveLength(1);
});

test('temporary and foreign files are no entries', async () => {
  const { stateDir, write, read, problems } = setUp();
  write('.action-1.started.json.4711', '{"half');
  write('notes.txt', 'x');
  mkdirSync(join(stateDir, 'ledger/directory'));
  expect(await read()).toEqual([]);
  expect(problems).toEqual([]);
});

test('files that did not change since are not even opened', async () => {
  const { stateDir, write, read, problems } = setUp();
  write('ancient-one.started.json', 'not JSON');
  utimesSync(join(stateDir, 'ledger/ancient-one.started.json'), 1_000, 1_000);
  expect(await read(Date.now())).toEqual([]);
  expect(problems).toEqual([]);
});

test('a host on which nothing was ever done has no ledger', async () => {
  expect(await readLedger('/nowhere/ares', 0)).toEqual([]);
});

import { expect, test } from 'vitest';
import { T0, watchStage } from './testing/watch-stage.ts';

const it = watchStage();
const { runWeb, start, stop, pass, snapshot, look, reasons } = it;

test('a stop by a person: no wake before it is clear what it was', async () => {
  const id = runWeb();
  await start();
  it.docker.tell(id, 'kill', {}, { signal: '15' });
  it.docker.tell(id, 'die', { state: 'exited', exitCode: 143, finishedAtMs: T0 + 100 });
  await pass(500);
  expect(look('web')).toMatchObject({ state: 'exited', settling: true });
  expect(reasons()).toEqual(['connected']);
  it.docker.tell(id, 'stop');
  await pass(60);
  expect(look('web')).toMatchObject({ settling: false, exitsAtMs: [] });
  expect(snapshot().intents).toMatchObject([{ kind: 'stop', containerName: 'web' }]);
  expect(reasons()).toEqual(['connected', 'stop']);
});

test('a die by SIGTERM that nobody called a stop becomes a crash after two seconds', async () => {
  const id = runWeb();
  await start();
  it.docker.tell(id, 'kill', {}, { signal: '15' });
  it.docker.tell(id, 'die', { state: 'exited', exitCode: 143, finishedAtMs: T0 + 100 });
  await pass(2_100);
  expect(look('web')).toMatchObject({ settling: false, exitsAtMs: [T0 + 100] });
  expect(it.wakes.at(-1)).toEqual({ reason: 'die', containerName: 'web', atMs: T0 + 100 });
});

test('a stop that the ledger knows is no intent', async () => {
  const id = runWeb();
  await start();
  const restart = { kind: 'restart', containerId: id, project: '', service: '', startedAtMs: T0 + 50 } as const;
  it.readLedger = async () => [restart];
  it.docker.stop(id);
  await pass(60);
  expect(snapshot().intents).toEqual([]);
  expect(look('web')).toMatchObject({ state: 'exited', exitsAtMs: [] });
});

test('an unreadable ledger makes every stop a person', async () => {
  const id = runWeb();
  await start();
  it.readLedger = () => Promise.reject(new Error('EACCES'));
  it.docker.stop(id);
  await pass(60);
  expect(snapshot().intents).toHaveLength(1);
});

test('intents outlive the agent', async () => {
  const id = runWeb();
  await start();
  it.docker.stop(id);
  await pass(60);
  await stop();
  await pass(60_000);
  await start();
  expect(snapshot().intents).toMatchObject([{ kind: 'stop', containerName: 'web', atMs: T0 + 100 }]);
  it.docker.start(id);
  await pass(60);
  expect(snapshot().intents).toEqual([]);
});

test('an exit without a die waits, and then holds', async () => {
  const id = runWeb();
  await start();
  it.docker.change(id, { state: 'exited', exitCode: 0, finishedAtMs: T0 + 50 });
  await pass(10_100);
  expect(look('web')).toMatchObject({ state: 'exited', settling: true });
  await pass(2_500);
  expect(look('web')?.settling).toBe(false);
  expect(snapshot().intentUnknownSinceMs).toBe(T0 + 50);
});

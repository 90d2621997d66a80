import { expect, test } from 'vitest';
import { T0, watchStage } from './testing/watch-stage.ts';

const it = watchStage();
const { runWeb, start, stop, pass, snapshot, look } = it;

test('before the first look nothing is claimed to be known', async () => {
  runWeb();
  it.docker.setHanging(true);
  await start();
  expect(snapshot()).toMatchObject({ docker: { ok: false }, containers: [] });
});

test('what happened while the agent was away is told by Docker', async () => {
  const crashed = runWeb();
  const stopped = it.docker.run('db');
  await start();
  await stop();
  await pass(30_000);
  it.docker.crash(crashed);
  it.docker.stop(stopped);
  await start();
  expect(look('web')).toMatchObject({ settling: false, exitsAtMs: [T0 + 30_100] });
  expect(snapshot().intents).toMatchObject([{ containerName: 'db', kind: 'stop' }]);
  expect(snapshot()).not.toHaveProperty('intentUnknownSinceMs');
});

test('a gap in the events: intent is unknown until all is running again', async () => {
  const id = runWeb();
  await start();
  it.docker.cut();
  it.docker.crash(id);
  it.docker.forget();
  await pass(1_000);
  expect(snapshot()).toMatchObject({ docker: { ok: true }, intentUnknownSinceMs: expect.any(Number) });
  it.docker.start(id);
  await pass(11_000);
  expect(snapshot()).not.toHaveProperty('intentUnknownSinceMs');
});

test('a gap in the events: after ten minutes, what is still down counts as crashed', async () => {
  const id = runWeb();
  await start();
  it.docker.cut();
  it.docker.crash(id);
  it.docker.forget();
  await pass(590_000);
  expect(snapshot()).toHaveProperty('intentUnknownSinceMs');
  await pass(30_000);
  expect(snapshot()).not.toHaveProperty('intentUnknownSinceMs');
  expect(snapshot().intents).toEqual([]);
});

test('a restart of the daemon is the intent of nobody, but what a person stopped before stays stopped', async () => {
  const web = runWeb();
  const db = it.docker.run('db');
  await start();
  it.docker.stop(db);
  await pass(20_000);
  it.docker.stop(web);
  await pass(1_000);
  it.docker.restart();
  await pass(5_000);
  expect(snapshot().docker.ok).toBe(true);
  expect(snapshot().intents).toMatchObject([{ containerName: 'db' }]);
  expect(look('web')).toMatchObject({ state: 'exited', settling: false });
  expect(snapshot()).not.toHaveProperty('intentUnknownSinceMs');
});

test('row 23: a daemon that hangs is told within seconds, and so is its return', async () => {
  runWeb();
  await start();
  it.docker.setHanging(true);
  await pass(4_000);
  expect(snapshot().docker).toMatchObject({ ok: false, error: 'no answer' });
  expect(look('web')?.state).toBe('running');
  it.docker.setHanging(false);
  await pass(4_000);
  expect(snapshot().docker.ok).toBe(true);
});
